'use client'

import { toast } from 'sonner'
import type { ActionError } from '@/lib/auth/action-result'

/** Where to sign in again and come back to this page. */
function signInPath(): string {
  return `/sign-in?next=${encodeURIComponent(`${window.location.pathname}${window.location.search}`)}`
}

/** Says that something was not done, and why; when the session has ended, with the way back. */
export function tellRefusal(what: string, { code, message }: ActionError): void {
  const kind = code === 'unavailable' || code === 'signed_out' ? 'error' : 'warning'
  toast[kind](what, { description: message, ...(code === 'signed_out' && { action: { label: 'Sign in', onClick: () => window.location.assign(signInPath()) } }) })
}
