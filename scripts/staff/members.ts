import type { Client } from 'pg'
import { UsageError } from '../../local/stack/options.ts'

const roles = ['viewer', 'operator', 'admin']

/** Lists the staff as a table of plain text. */
export async function listMembers(client: Client): Promise<string> {
  const { rows } = await client.query<{ user_id: string; role: string; name: string }>(
    `select user_id, role, coalesce(display_name, '') as name from public.staff_members order by role, user_id`,
  )
  return rows.length === 0 ? 'Nobody is staff yet.' : rows.map((row) => `${row.user_id}  ${row.role.padEnd(8)}  ${row.name}`.trimEnd()).join('\n')
}

/** Makes somebody staff, or changes the role. */
export async function addMember(client: Client, userId: string, role: string, name: string | null): Promise<string> {
  checkUserId(userId)
  if (!roles.includes(role)) throw new UsageError(`The role is "${role}", expected viewer, operator or admin.`)
  const user = await client.query(`select 1 from auth.users where id = $1`, [userId])
  if (user.rowCount === 0) throw new UsageError(`No account has the id ${userId}. The person signs up first; the id is in Supabase under Authentication, Users.`)
  await client.query(
    `insert into public.staff_members (user_id, role, display_name) values ($1, $2, $3)
     on conflict (user_id) do update set role = excluded.role, display_name = coalesce(excluded.display_name, public.staff_members.display_name)`,
    [userId, role, name],
  )
  return `${userId} is ${role} now.`
}

/** Takes somebody off the staff; the database keeps the last admin. */
export async function removeMember(client: Client, userId: string): Promise<string> {
  checkUserId(userId)
  const { rowCount } = await client.query(`delete from public.staff_members where user_id = $1`, [userId])
  if (rowCount === 0) throw new UsageError(`${userId} is not staff; nothing changed.`)
  return `${userId} is not staff any more.`
}

function checkUserId(value: string): void {
  if (value.includes('@')) throw new UsageError('Staff are named by user id, never by e-mail: anybody could sign up with an address.')
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) throw new UsageError(`"${value}" is not a user id (a UUID such as 3f2b8c1e-…).`)
}
