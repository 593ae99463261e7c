import type { Client } from 'pg'
import { formatCount, plural } from '../../lib/format/count.ts'
import { readHostRows } from '../deploy/host-rows.ts'
import { surveyTarget } from '../deploy/survey.ts'
import { each, findingsOf, type Finding } from './finding.ts'
import { wantedObjects } from './wanted.ts'

const deployAgain = 'npm run deploy -- --yes'

/** Migrations, extensions, triggers and cron jobs. */
export async function checkSchema(client: Client): Promise<Finding[]> {
  return [...(await checkMigrations(client)), ...(await checkExtensions(client)), ...(await checkTriggers(client)), ...(await checkCron(client))]
}

/** Nothing else can be judged before the migrations are there. */
export async function hasSchema(client: Client): Promise<boolean> {
  return (await client.query(`select 1 where to_regclass('public.provision_settings') is not null`)).rows.length > 0
}

async function checkMigrations(client: Client): Promise<Finding[]> {
  const say = findingsOf('migrations')
  const { missing, hostProblems, indexes } = await surveyTarget(client)
  const gone = indexes?.indexes.filter((index) => index.state !== 'valid').map((index) => index.name) ?? []
  const issues = indexes?.issues ?? 0
  const hostRows = await readHostRows(client)
  return [
    ...each(missing.map((one) => `${one.version}_${one.name}`), say.ok('all are applied'), (name) => say.wrong(`${name} is not applied`, deployAgain)),
    ...hostProblems.map((problem) => say.wrong(problem, 'A migration of the product changed this since: change it back, or adapt the migrations (docs/deployment.md, 1).')),
    ...(issues > 0 ? [say.look(`${formatCount(issues)} ${plural(issues, 'row breaks', 'rows break')} "one number per user"; the users concerned are left alone`, 'select * from provision_integrity_issues; settle each as it says')] : []),
    ...hostRows.rows.filter((row) => row.issue !== 'several_numbers' && row.issue !== 'shared_number').map((row) => say.look(`${row.host_table} ${row.row_ids ?? ''}: ${row.detail}`, row.how_to_settle)),
    ...each(gone, say.ok('one number per user is an index of the host’s table'), (name) => say.look(`the index ${name} is not there`, `${deployAgain} (once provision_integrity_issues is empty)`)),
  ]
}

async function checkExtensions(client: Client): Promise<Finding[]> {
  const say = findingsOf('extensions')
  const { rows } = await client.query<{ name: string }>(
    `select name from unnest(array['pg_net', 'pg_cron', 'supabase_vault']) name where name not in (select extname from pg_extension)`,
  )
  return each(rows.map((row) => row.name), say.ok('pg_net, pg_cron and supabase_vault are there'), (name) => say.wrong(`${name} is missing`, `create extension ${name}; (Dashboard: Database, Extensions)`))
}

async function checkTriggers(client: Client): Promise<Finding[]> {
  const say = findingsOf('triggers')
  const { triggers } = wantedObjects()
  const { rows } = await client.query<{ name: string; enabled: boolean }>(`select tgname as name, tgenabled in ('O', 'A') as enabled from pg_trigger where not tgisinternal`)
  const off = triggers.filter(({ name }) => rows.find((row) => row.name === name)?.enabled !== true)
  return off.length === 0
    ? [say.ok(triggers.map(({ name }) => name).join(', '))]
    : off.map(({ name, table }) =>
        rows.some((row) => row.name === name)
          ? say.wrong(`${name} on ${table} is off: changes start no run`, `npm run rollback -- --back, or alter table public.${table} enable trigger ${name};`)
          : say.wrong(`${name} on ${table} is missing: changes start no run`, 'Create it as its migration does (docs/schema.md); the drift scan serves customers meanwhile.'),
      )
}

async function checkCron(client: Client): Promise<Finding[]> {
  const say = findingsOf('cron')
  const { rows } = await client.query<{ name: string; active: boolean; failing: string | null }>(
    `select j.jobname as name, j.active, (
       select d.return_message from (select status, return_message from cron.job_run_details where jobid = j.jobid and end_time is not null order by runid desc limit 1) d
       where d.status = 'failed') as failing
     from cron.job j`,
  )
  const job = (name: string) => rows.find((row) => row.name === name)
  const { cronJobs } = wantedObjects()
  const off = cronJobs.filter((name) => job(name)?.active !== true)
  const failing = cronJobs.filter((name) => job(name)?.failing)
  return [
    ...each(off, say.ok(`${cronJobs.length} jobs are scheduled`), (name) =>
      say.wrong(`${name} ${job(name) ? 'is not active' : 'is not scheduled'}`, job(name) ? `select cron.alter_job(jobid, active := true) from cron.job where jobname = '${name}';` : 'Schedule it as its migration does: grep cron.schedule supabase/migrations')),
    ...failing.map((name) => say.wrong(`the last run of ${name} failed: ${job(name)?.failing?.split('\n')[0]}`, `select * from cron.job_run_details order by runid desc limit 20;`)),
  ]
}
