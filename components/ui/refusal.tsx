'use client'

import { StatusIcon } from '@/components/status/status-icon'
import type { ActionError } from '@/lib/auth/action-result'

/** Why a form was not taken, inside the form. A session that has ended is opened anew beside it, so that nothing typed is lost. */
export function Refusal({ error }: { error: Pick<ActionError, 'message'> & { code?: ActionError['code'] } }) {
  return (
    <p role="alert" className="flex gap-1.5 text-danger">
      <StatusIcon shape="disc-cross" className="mt-[3px]" />
      <span>
        {error.message}{' '}
        {error.code === 'signed_out' ? (
          <a href="/sign-in" target="_blank" rel="noreferrer" className="font-medium text-accent-ink underline">
            Sign in, in a new tab
          </a>
        ) : null}
      </span>
    </p>
  )
}
