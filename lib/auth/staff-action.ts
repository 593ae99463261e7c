import 'server-only'
import type { z } from 'zod'
import type { Client } from '@/lib/supabase/browser'
import { createServerSupabase } from '@/lib/supabase/server'
import { ActionRefused, type ActionResult } from './action-result'
import { isAtLeast, parseStaffRole, type StaffRole } from './roles'

type Verb<Input, Output> = (supabase: Client, input: Input) => Promise<Output>

/** Wraps a verb for staff: authorise with the current user record, parse, do it, map what went wrong. */
export function staffAction<Schema extends z.ZodType, Output>(
  o: { least: StaffRole; schema: Schema; verb: Verb<z.output<Schema>, Output> },
): (input: z.input<Schema>) => Promise<ActionResult<Output>> {
  return async (input) => {
    try {
      const supabase = await createServerSupabase()
      await authorise(supabase, o.least)
      const parsed = o.schema.safeParse(input)
      if (!parsed.success) throw new ActionRefused({ code: 'invalid', message: describeFields(parsed.error) })
      return { ok: true, value: await o.verb(supabase, parsed.data) }
    } catch (error) {
      if (error instanceof ActionRefused) return { ok: false, error: error.refusal }
      throw error
    }
  }
}

/** A write asks Auth for the user as he is now, so that a revoked session is noticed. */
async function authorise(supabase: Client, least: StaffRole): Promise<void> {
  const { data, error } = await supabase.auth.getUser()
  if (error && (error.status === undefined || error.status >= 500) && error.name !== 'AuthSessionMissingError') {
    throw new ActionRefused({ code: 'unavailable', message: 'The sign-in service does not answer. Nothing was started.' })
  }
  if (!data.user) throw new ActionRefused({ code: 'signed_out', message: 'Your session has ended. Sign in again, then repeat this.' })
  const role = await supabase.rpc('current_staff_role')
  if (role.error) throw new ActionRefused({ code: 'unavailable', message: 'The database does not answer. Nothing was started.' })
  const known = parseStaffRole(role.data)
  if (!known || !isAtLeast(known, least)) {
    throw new ActionRefused({ code: 'forbidden', message: `Only ${least}s and above may do this. Your role is ${known ?? 'none'}.` })
  }
}

function describeFields(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`).join('; ')
}
