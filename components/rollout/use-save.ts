'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ActionError, ActionResult } from '@/lib/auth/action-result'
import { rolloutKeys } from '@/lib/queries/rollout/keys'

const lost: ActionError = { code: 'unavailable', message: 'No answer came. Look before you press again: it may have been saved.' }

/** Saves a change of the rollout; whatever came of it, the page reads again. */
export function useSave() {
  const cache = useQueryClient()
  const [saving, setSaving] = useState(false)
  const [error, setError] = useState<ActionError | null>(null)

  const save = async (act: () => Promise<ActionResult<unknown>>): Promise<boolean> => {
    setSaving(true)
    setError(null)
    const result = await act().catch((): ActionResult<never> => ({ ok: false, error: lost }))
    await cache.invalidateQueries({ queryKey: rolloutKeys.all })
    setSaving(false)
    if (!result.ok) setError(result.error)
    return result.ok
  }
  return { save, saving, error, clear: () => setError(null) }
}
