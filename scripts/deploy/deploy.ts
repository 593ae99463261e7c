import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from 'pg'
import { plural } from '../../lib/format/count.ts'
import { withClient } from '../../local/stack/connect.ts'
import { deployFunctions } from './functions.ts'
import { createHostIndexes, readIndexState } from './host-index.ts'
import { describeHostRows, readHostRows } from './host-rows.ts'
import { pushMigrations } from './migrations.ts'
import { describeHints, describePlan, refusal } from './plan.ts'
import { surveyTarget, type Survey } from './survey.ts'
import type { Target } from './target.ts'
import { storeOwnSecrets } from './vault.ts'

type Say = (line: string) => void

/** Prints the plan and, if told to, does it. May be repeated: what is done is left. */
export async function deploy(target: Target, o: { yes: boolean; say: Say }): Promise<void> {
  const survey = await withClient(target.url, surveyTarget)
  for (const line of describePlan(target, survey)) o.say(line)
  const problem = refusal(survey)
  if (problem) throw new Error(problem)
  if (o.yes) await carryOut(target, survey, o.say)
  const after = o.yes ? await withClient(target.url, surveyTarget) : survey
  o.say('')
  for (const line of describeHints(after)) o.say(line)
  if (!o.yes) o.say('\nNothing was changed. Again with --yes to do it.')
}

async function carryOut(target: Target, survey: Survey, say: Say): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'switchboard-deploy-'))
  say('')
  try {
    await pushMigrations({ dir, url: target.url, foreign: survey.foreign, say })
    say(`✓ migrations: ${survey.missing.length} applied`)
    await withClient(target.url, async (client) => {
      say(`✓ Vault: ${(await storeOwnSecrets(client, target.ref)).join(', ') || 'nothing to store'}`)
      const names = await deployFunctions(dir, target)
      say(names.length > 0 ? `✓ functions: ${names.join(', ')}` : '– functions: left out')
      await makeIndexes(client, say)
      for (const line of describeHostRows(await readHostRows(client))) say(line)
    })
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

// A row may turn up between the look and the build: then the build fails, is dropped by the next deployment, and this one says so.
async function makeIndexes(client: Client, say: Say): Promise<void> {
  const state = await readIndexState(client)
  if (state && state.issues > 0) {
    say(`– index: waits for ${state.issues} ${plural(state.issues, 'row', 'rows')} (select * from provision_integrity_issues); deploy again afterwards`)
    return
  }
  const made = await createHostIndexes(client)
  say(`✓ index: ${made.join(', ') || 'there'}`)
}
