import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoUserId } from '../../local/seed/people.ts'
import { seedDemo } from '../../local/seed/seed.ts'
import { startThrowAwayDatabase } from '../../local/stack/throw-away-database.ts'
import { addMember, listMembers, removeMember } from './members.ts'

const admin = demoUserId('admin@switchboard.test')
const outsider = demoUserId('outsider@switchboard.test')
let client: Client
let stop: () => Promise<void>

beforeAll(async () => {
  const running = await startThrowAwayDatabase('staff')
  stop = running.stop
  await seedDemo(running.database.url, { demo: false })
  client = new Client({ connectionString: running.database.url })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await stop()
})

describe('npm run staff', () => {
  it('makes somebody staff, changes the role and lists', async () => {
    expect(await addMember(client, outsider, 'viewer', 'Olga')).toBe(`${outsider} is viewer now.`)
    expect(await addMember(client, outsider, 'operator', null)).toBe(`${outsider} is operator now.`)
    expect(await listMembers(client)).toMatch(new RegExp(`${outsider}  operator  Olga`))
  })

  it('takes somebody off the staff, once', async () => {
    expect(await removeMember(client, outsider)).toContain('not staff any more')
    await expect(removeMember(client, outsider)).rejects.toThrow('is not staff; nothing changed')
  })

  it('keeps the last admin', async () => {
    await expect(removeMember(client, admin)).rejects.toThrow(/last admin stays/)
    await expect(addMember(client, admin, 'viewer', null)).rejects.toThrow(/last admin stays/)
    expect(await listMembers(client)).toMatch(new RegExp(`${admin}  admin`))
  })

  it('explains what it cannot take', async () => {
    await expect(addMember(client, 'admin@switchboard.test', 'admin', null)).rejects.toThrow(/never by e-mail/)
    await expect(addMember(client, 'abc', 'admin', null)).rejects.toThrow(/not a user id/)
    await expect(addMember(client, outsider, 'owner', null)).rejects.toThrow(/role is "owner", expected viewer, operator or admin/)
    await expect(addMember(client, '00000000-0000-0000-0000-000000000000', 'admin', null)).rejects.toThrow(/No account has the id/)
  })
})
