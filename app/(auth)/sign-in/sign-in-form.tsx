'use client'

import { useActionState } from 'react'
import { StatusIcon } from '@/components/status/status-icon'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { signIn, type SignInState } from '../actions'

const initial: SignInState = { email: '', fields: {}, error: null }

/** E-mail and password. Works without JavaScript too. */
export function SignInForm({ next }: { next: string }) {
  const [state, action, pending] = useActionState(signIn, initial)
  return (
    <form action={action} noValidate className="flex flex-col gap-4">
      <div>
        <h1 className="text-lg font-semibold">Sign in</h1>
        <p className="text-ink-2">For staff. Use your work account.</p>
      </div>
      {state.error ? <Notice tone="danger" icon={<StatusIcon shape="disc-cross" />} title={state.error} /> : null}
      <input type="hidden" name="next" value={next} />
      <Field label="E-mail" name="email" type="email" autoComplete="username" autoFocus defaultValue={state.email} error={state.fields.email} required />
      <Field label="Password" name="password" type="password" autoComplete="current-password" error={state.fields.password} required />
      <Button type="submit" kind="primary" size="lg" className="w-full max-sm:h-10" off={pending}>
        {pending ? 'Signing in' : 'Sign in'}
      </Button>
    </form>
  )
}
