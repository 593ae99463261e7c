'use server'

import type { ActionResult } from '@/lib/auth/action-result'
import { staffAction } from '@/lib/auth/staff-action'
import { findAccount as find, findAccountSchema } from '@/lib/services/staff/find-account'
import { removeMember as remove, removeMemberSchema, type RemoveMember } from '@/lib/services/staff/remove-member'
import { setMember as set, setMemberSchema, type SetMember } from '@/lib/services/staff/set-member'
import type { Account } from '@/lib/staff/member'

const findIt = staffAction({ least: 'admin', schema: findAccountSchema, verb: find })
const setIt = staffAction({ least: 'admin', schema: setMemberSchema, verb: set })
const removeIt = staffAction({ least: 'admin', schema: removeMemberSchema, verb: remove })

/** The account behind an id. */
export async function findAccount(input: { userId: string }): Promise<ActionResult<Account>> {
  return findIt(input)
}

/** Adds somebody, or changes role and name. */
export async function setMember(input: SetMember): Promise<ActionResult<null>> {
  return setIt(input)
}

/** Takes somebody off the staff. */
export async function removeMember(input: RemoveMember): Promise<ActionResult<null>> {
  return removeIt(input)
}
