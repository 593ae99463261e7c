import { functionNames } from './functions.ts'
import type { Survey } from './survey.ts'
import type { Target } from './target.ts'
import { missingProviderSecrets, ownSecrets } from './vault.ts'

/** What a deployment would do, in sentences a person can check. */
export function describePlan(target: Target, survey: Survey): string[] {
  return [
    `Target      ${new URL(target.url).hostname}${target.ref ? ` (project ${target.ref})` : ''}`,
    `Host tables ${survey.hostTables.length === 0 ? 'none yet: they are created' : `${survey.hostTables.join(', ')} are there: not a column, grant or policy of theirs is changed`}`,
    `Migrations  ${list(survey.missing.map(({ version, name }) => `${version}_${name}`), 'up to date')}`,
    ...(survey.foreign.length > 0 ? [`            ${survey.foreign.length} of the target's own stay as they are`] : []),
    `Vault       ${vaultLine(target, survey)}`,
    `Functions   ${functionsLine(target)}`,
    `Index       ${indexLine(survey)}`,
  ]
}

/** What a person still has to provide. */
export function describeHints(survey: Survey): string[] {
  const missing = missingProviderSecrets(survey.vault)
  const inVault = missing.map(({ name, is }) => `  select vault.create_secret('…', '${name}');   -- ${is}`)
  return [
    ...(missing.length > 0 ? ['Not in Vault. Store each there, or as a secret of the functions (supabase secrets set NAME=…):', ...inVault] : []),
    'The functions need SERVICE_ROLE_KEY, the project’s secret key: supabase secrets set SERVICE_ROLE_KEY=sb_secret_…',
    'Then: npm run doctor, and activate on the console’s Rollout page.',
  ]
}

/** Why nothing may be done; null when all is well. */
export function refusal(survey: Survey): string | null {
  if (survey.hostProblems.length > 0) return `The host's tables are not as expected: ${survey.hostProblems.join('; ')}. Nothing was changed.`
  if (survey.takenNames.length > 0) return `The target has these already, under names of ours: ${survey.takenNames.join('; ')}. Nothing was changed. Rename or drop them first: a job of the same name would be replaced.`
  if (survey.oldVersions.length > 0) return `The target is too old: ${survey.oldVersions.join('; ')}. Nothing was changed. Dashboard: Settings, Infrastructure, Upgrade.`
  if (survey.trigramSchema === null || survey.trigramSchema === 'extensions') return null
  return `The extension pg_trgm is in schema ${survey.trigramSchema}, our indexes expect it in extensions. Nothing was changed. Move it, its indexes stay valid: alter extension pg_trgm set schema extensions;`
}

function vaultLine(target: Target, survey: Survey): string {
  const missing = ownSecrets.filter((name) => !survey.vault.has(name))
  const possible = missing.filter((name) => name !== 'provision_function_url' || target.ref !== null)
  const manual = missing.length > possible.length ? '; provision_function_url needs --project-ref' : ''
  return `${list(possible, 'nothing to store')}${manual}`
}

function functionsLine(target: Target): string {
  if (!target.ref) return 'left out: no project reference (give --project-ref)'
  return target.accessToken ? functionNames().join(', ') : 'left out: SUPABASE_ACCESS_TOKEN is not set'
}

function indexLine({ indexes }: Survey): string {
  if (!indexes) return 'created concurrently once the migrations are there, if the rows allow it'
  const missing = indexes.indexes.filter((index) => index.state !== 'valid').map((index) => index.name)
  if (missing.length === 0) return 'there'
  return indexes.issues > 0 ? `waits: provision_integrity_issues lists ${indexes.issues} (each says how to settle it)` : `${missing.join(', ')} (concurrently)`
}

function list(items: readonly string[], none: string): string {
  return items.length === 0 ? none : items.join('\n            ')
}
