import { runChaos } from '../../chaos/chaos.ts'
import { describeOutcome } from '../../chaos/report.ts'
import type { Context, Counts, Suite } from './suite.ts'

// Every run of CI is another storm; a seed given in SWITCHBOARD_CHAOS_SEED is run again.
function chooseSeed(): number {
  return Number(process.env['SWITCHBOARD_CHAOS_SEED'] ?? Math.floor(Math.random() * 1_000_000))
}

async function run(context: Context): Promise<Counts> {
  const options = { seed: chooseSeed(), users: 40, seconds: 18 }
  context.log(`Seed ${options.seed}`)
  const outcome = await runChaos(options, { calmMs: 60_000, signal: context.signal })
  for (const line of describeOutcome(outcome).split('\n')) context.log(line)
  if (outcome.violations.length > 0) context.complain(`Seed ${options.seed}`)
  for (const { at, rule, user, detail } of outcome.violations) context.complain(`${at} ${rule}: ${user ?? ''} ${detail}`)
  const failed = new Set(outcome.violations.map(({ user, rule }) => user ?? rule)).size
  return { passed: Math.max(0, options.users - failed), failed }
}

/** A short storm over the whole system; counts customers who came through it. */
export const chaos: Suite = { name: 'chaos', run }
