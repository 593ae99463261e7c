'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { safeNextPath } from '@/lib/auth/next-path'
import { createServerSupabase } from '@/lib/supabase/server'

export type SignInState = { email: string; fields: { email?: string; password?: string }; error: string | null }

const schema = z.object({
  email: z.email('Write the address like name@example.com.'),
  password: z.string().min(1, 'Write your password.'),
})

/** Signs in and goes where the person wanted to go. */
export async function signIn(_: SignInState, form: FormData): Promise<SignInState> {
  const email = String(form.get('email') ?? '').trim()
  const parsed = schema.safeParse({ email, password: form.get('password') })
  if (!parsed.success) {
    const fields = z.flattenError(parsed.error).fieldErrors
    return { email, fields: { email: fields.email?.[0], password: fields.password?.[0] }, error: null }
  }
  const supabase = await createServerSupabase()
  const { error } = await supabase.auth.signInWithPassword(parsed.data)
  if (error) return { email, fields: {}, error: describeSignInError(error) }
  redirect(safeNextPath(String(form.get('next') ?? '')))
}

function describeSignInError(error: { status?: number | undefined; code?: string | undefined }): string {
  if (error.code === 'email_not_confirmed') return 'This address is not confirmed yet. Open the link in the e-mail you were sent.'
  if (error.code === 'user_banned') return 'This account is locked. Ask an admin.'
  if (error.status === 429) return 'Too many attempts. Wait a minute, then try again.'
  if (error.status !== undefined && error.status >= 400 && error.status < 500) return 'Address or password is wrong.'
  return 'The sign-in service does not answer. Try again in a moment.'
}

/** Ends this browser's session. */
export async function signOut(): Promise<void> {
  const supabase = await createServerSupabase()
  await supabase.auth.signOut({ scope: 'local' })
  redirect('/sign-in')
}
