import type { Client } from 'pg'
import { formatCount, plural } from '../../lib/format/count.ts'
import { missingProviderSecrets, vaultNames } from '../deploy/vault.ts'
import { each, findingsOf, type Finding } from './finding.ts'
import type { Patient } from './target.ts'

/** Vault, the row of settings, what stands still, staff, and Paddle's events. */
export async function checkSettings(client: Client, patient: Patient): Promise<Finding[]> {
  return [
    ...(await checkVault(client, patient)),
    ...(await checkProject(client, patient)),
    ...(await checkHalts(client)),
    ...(await checkStaff(client)),
    ...(await checkNudges(client)),
    ...(await checkPaddle(client)),
    ...(await checkInventory(client)),
  ]
}

async function checkVault(client: Client, patient: Patient): Promise<Finding[]> {
  const say = findingsOf('vault')
  const names = await vaultNames(client)
  const findings = [...missingProviderSecrets(names)].map(({ name, is }) =>
    say.unknown(`${name} (${is}) is not in Vault; it may be a secret of the functions`, `supabase secrets list, or select vault.create_secret('…', '${name}');`))
  if (!names.has('provision_nudge_key')) findings.push(say.wrong('provision_nudge_key is missing: nothing wakes the function', 'npm run deploy -- --yes'))
  const { rows } = await client.query<{ url: string }>(`select decrypted_secret as url from vault.decrypted_secrets where name = 'provision_function_url'`)
  const wanted = patient.apiUrl ? `${patient.apiUrl}/functions/v1/phone-number-provision` : null
  const url = rows[0]?.url.trim() ?? ''
  if (url === '') findings.push(say.wrong('provision_function_url is missing: nothing wakes the function', `select vault.create_secret('${wanted ?? 'https://<ref>.supabase.co/functions/v1/phone-number-provision'}', 'provision_function_url');`))
  else if (wanted && url !== wanted) findings.push(say.wrong(`provision_function_url leads elsewhere: ${url}`, `select vault.update_secret(id, '${wanted}') from vault.secrets where name = 'provision_function_url';`))
  return findings.length > 0 ? findings : [say.ok('every secret is there')]
}

async function checkProject(client: Client, patient: Patient): Promise<Finding[]> {
  const say = findingsOf('project')
  const { rows } = await client.query<{ ref: string | null; active: boolean; paused: string | null }>(
    `select project_ref as ref, activated_at is not null as active, case when dispatch_paused_at is not null then coalesce(dispatch_pause_reason, 'no reason') end as paused from public.provision_settings`,
  )
  const [row] = rows
  if (!row) return [say.wrong('provision_settings has no row', 'insert into public.provision_settings default values;')]
  const wrongRef = row.ref !== null && patient.ref !== null && row.ref !== patient.ref
  return [
    ...(wrongRef ? [say.wrong(`this database says it belongs to ${row.ref}, the functions run in ${patient.ref}: every claim halts`, 'A copy or a restore? See docs/runbooks/backup-and-recovery.md before anything else.')] : []),
    row.active ? say.ok(`activated as ${row.ref}`) : say.look('report-only: nothing is bought or given back yet', 'Console: Rollout, Activate…'),
    ...(row.paused === null ? [] : [say.look(`dispatch is paused: ${row.paused}`, 'Console: Rollout, or npm run rollback -- --back')]),
  ]
}

async function checkInventory(client: Client): Promise<Finding[]> {
  const say = findingsOf('inventory')
  const { rows } = await client.query<{ stale: boolean; code: string | null }>(
    `select private.inventory_is_stale(now()) and k.activated_at < now() - interval '1 day' as stale,
       (select c.error_code from public.inventory_comparisons c order by c.id desc limit 1) as code from public.provision_settings k`,
  )
  const [row] = rows
  if (row?.code) return [say.look(`the last comparison with Twilio and VAPI failed (${row.code})`, 'Console: Numbers says why; press Compare now once it is mended.')]
  return row?.stale ? [say.look('the numbers were not compared with Twilio and VAPI for hours', 'Console: Numbers, Compare now; is the job compare_inventory active?')] : [say.ok('the numbers are compared with Twilio and VAPI')]
}

async function checkHalts(client: Client): Promise<Finding[]> {
  const say = findingsOf('halts')
  const { rows } = await client.query<{ scope: string; code: string | null }>(`select scope, error_code as code from public.provision_halts where halted_at is not null order by 1`)
  return rows.length === 0 ? [say.ok('nothing stands still')] : rows.map((row) => say.look(`${row.scope} stands still (${row.code ?? 'no code'})`, 'Mend the cause, then resume it in the console.'))
}

async function checkStaff(client: Client): Promise<Finding[]> {
  const say = findingsOf('staff')
  const { rows } = await client.query<{ admins: number }>(`select count(*)::int as admins from public.staff_members where role = 'admin'`)
  const admins = rows[0]?.admins ?? 0
  return [admins > 0 ? say.ok(`${admins} admin${admins > 1 ? 's' : ''}`) : say.wrong('nobody is admin', 'npm run staff -- --add <user id> admin')]
}

async function checkNudges(client: Client): Promise<Finding[]> {
  const say = findingsOf('nudges')
  const { rows } = await client.query<{ failed: number; waiting: number }>(
    `select (select count(*)::int from net._http_response where created > now() - interval '10 minutes' and (status_code is null or status_code >= 400)) as failed,
            (select count(*)::int from net.http_request_queue) as waiting`,
  )
  const { failed = 0, waiting = 0 } = rows[0] ?? {}
  return [
    failed > 0 ? say.look(`${formatCount(failed)} ${plural(failed, 'call', 'calls')} of pg_net failed within ten minutes (the product's own count too)`, 'select status_code, error_msg, created from net._http_response order by created desc limit 20;') : say.ok('no call of pg_net failed within ten minutes'),
    ...(waiting > 1000 ? [say.look(`${formatCount(waiting)} calls wait in pg_net's queue`, 'select net.worker_restart();')] : []),
  ]
}

async function checkPaddle(client: Client): Promise<Finding[]> {
  const say = findingsOf('paddle')
  const { rows } = await client.query<{ outcome: string; events: number; example: string }>(
    `select outcome, count(*)::int as events, min(coalesce(detail, array_to_string(price_ids, ' ') || ' of ' || paddle_customer_id)) as example from public.paddle_events
     where outcome not in ('applied', 'stale', 'other_subscription') group by 1 order by 1`,
  )
  return each(rows.map((row) => row.outcome), say.ok('no event waits'), (outcome) => {
    const row = rows.find((one) => one.outcome === outcome)
    const events = row?.events ?? 0
    return say.look(`${formatCount(events)} ${plural(events, 'event waits', 'events wait')}: ${outcome}, such as ${row?.example}`, outcome === 'unknown_price' ? `insert into paddle_prices (price_id, tier_type) values ('pri_…', '…');` : 'docs/api.md, POST /api/webhooks/paddle')
  })
}
