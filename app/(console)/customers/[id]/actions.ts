'use server'

import type { ActionResult } from '@/lib/auth/action-result'
import { staffAction } from '@/lib/auth/staff-action'
import { addNote, addNoteSchema } from '@/lib/services/customer/add-note'
import { deleteNote, deleteNoteSchema } from '@/lib/services/customer/delete-note'
import { editNote, editNoteSchema } from '@/lib/services/customer/edit-note'
import { requestRun, requestRunSchema, type RequestRun } from '@/lib/services/runs/request-run'

const act = staffAction({ least: 'operator', schema: requestRunSchema, verb: requestRun })
const add = staffAction({ least: 'operator', schema: addNoteSchema, verb: addNote })
const edit = staffAction({ least: 'operator', schema: editNoteSchema, verb: editNote })
const remove = staffAction({ least: 'operator', schema: deleteNoteSchema, verb: deleteNote })

/** Does something to a customer, through the Edge Function and in the staff member's own name. */
export async function actOnCustomer(input: RequestRun): Promise<ActionResult<{ runId: number }>> {
  return act(input)
}

/** Writes a note on a customer. */
export async function addCustomerNote(input: Parameters<typeof add>[0]): Promise<ActionResult<null>> {
  return add(input)
}

/** Changes one's own note. */
export async function editCustomerNote(input: Parameters<typeof edit>[0]): Promise<ActionResult<null>> {
  return edit(input)
}

/** Removes one's own note; an admin anybody's. */
export async function deleteCustomerNote(input: Parameters<typeof remove>[0]): Promise<ActionResult<null>> {
  return remove(input)
}
