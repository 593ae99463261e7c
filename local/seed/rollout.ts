import type { Client } from 'pg'
import { demoUserId, staff } from './people.ts'

type Change = { daysAgo: number; kind: 'percentage' | 'overrides'; from: object; to: object; reason: string }

const internal = ['mara.lindqvist@example.com', 'jonas.okafor@example.com'].map(demoUserId)
const share = (percentage_bp: number) => ({ percentage_bp })

/** How the demo project got to everybody, by the stages of the plan. The last step is long enough ago for the rollout to be finished. */
const changes: Change[] = [
  { daysAgo: 19, kind: 'overrides', from: fromEach(null), to: fromEach('allow'), reason: 'Internal accounts go first' },
  { daysAgo: 15, kind: 'percentage', from: share(0), to: share(100), reason: 'Internal accounts passed for four days' },
  { daysAgo: 12, kind: 'percentage', from: share(100), to: share(1000), reason: 'First day clean' },
  { daysAgo: 9, kind: 'percentage', from: share(1000), to: share(2500), reason: '10% was clean for three days: no orphans, 98.9% success' },
  { daysAgo: 5, kind: 'percentage', from: share(2500), to: share(10_000), reason: 'Support is staffed all week' },
]

function fromEach(verdict: string | null): Record<string, string | null> {
  return Object.fromEntries(internal.map((id) => [id, verdict]))
}

/** The rollout of the demo: everybody is in, with the history of how that came to be. */
export async function addRollout(client: Client): Promise<void> {
  const admin = demoUserId(staff.admin.email)
  await client.query(`update public.rollout_flags set percentage_bp = 10000, kill_switch = false where key = 'phone_provisioning'`)
  for (const change of changes) {
    await client.query(
      `insert into public.rollout_changes (flag, kind, old_value, new_value, reason, changed_by, changed_name, created_at)
       values ('phone_provisioning', $1, $2, $3, $4, $5, $6, now() - $7 * interval '1 day')`,
      [change.kind, change.from, change.to, change.reason, admin, staff.admin.name, change.daysAgo],
    )
  }
  await client.query(
    `insert into public.rollout_overrides (flag, user_id, verdict, reason, created_by)
     select 'phone_provisioning', x, 'allow', 'Internal account', $2 from unnest($1::uuid[]) x on conflict do nothing`,
    [internal, admin],
  )
}
