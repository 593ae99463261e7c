'use client'

import { useState } from 'react'
import type { ActionResult } from '@/lib/auth/action-result'

/** Does a change once at a time and keeps what went wrong, for the dialog to say. */
export function useChange() {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const run = async <T,>(act: () => Promise<ActionResult<T>>): Promise<{ value: T } | null> => {
    setBusy(true)
    setError(null)
    const result = await act().catch((): ActionResult<T> => ({ ok: false, error: { code: 'unavailable', message: 'No answer came. Look before you press again.' } }))
    setBusy(false)
    if (result.ok) return { value: result.value }
    setError(result.error.message)
    return null
  }
  return { busy, error, run, clear: () => setError(null) }
}
