'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { toast } from 'sonner'
import type { AskForRun } from '@/components/verdict/use-ask'
import type { ActionResult } from '@/lib/auth/action-result'
import type { CustomerPage } from '@/lib/customers/customer'
import { fixNotDone } from '@/lib/numbers/words'
import type { AskedMend } from '@/lib/numbers/mend-consequences'
import type { ListedNumber, MendFix, NumberFix } from '@/lib/numbers/number'
import { useCustomerReader } from '@/lib/queries/customer/use-customer-reader'

export type MendIt = (input: { key: string; fix: MendFix; reason?: string; idempotencyKey: string }) => Promise<ActionResult<{ runId: number }>>
type Options = { mend: MendIt; act: AskForRun; onAnswer: () => void }
type Press = { number: ListedNumber; fix: NumberFix; reason?: string }

/** Presses of the list's buttons: what takes away asks first; the result is the run's, which the row leads to. */
export function useMend({ mend, act, onAnswer }: Options) {
  const readCustomer = useCustomerReader()
  const router = useRouter()
  const [busy, setBusy] = useState<string | null>(null)
  const [asked, setAsked] = useState<{ number: ListedNumber; fix: AskedMend } | null>(null)
  const [byHand, setByHand] = useState<ListedNumber | null>(null)
  const [releasing, setReleasing] = useState<{ number: ListedNumber; page: CustomerPage } | null>(null)
  // One press, one key, until an answer is known: pressing again after a lost answer then finds the same run.
  const last = useRef<{ what: string; key: string } | null>(null)

  const run = async ({ number, fix, reason }: Press): Promise<void> => {
    if (busy) return
    const what = JSON.stringify([number.key, fix, reason])
    if (last.current?.what !== what) last.current = { what, key: crypto.randomUUID() }
    setBusy(number.key)
    const given = { ...(reason ? { reason } : {}), idempotencyKey: last.current.key }
    const result = await ask(number, fix, given).catch(lost)
    setBusy(null)
    onAnswer()
    if (result.ok || result.error.code !== 'unavailable') {
      last.current = null
      setAsked(null)
      setReleasing(null)
    }
    if (!result.ok) return void toast.warning(fixNotDone[fix], { description: result.error.message })
    const { runId } = result.value
    toast.info(`Run #${runId} has it`, { description: 'What it comes to is on its page.', action: { label: 'Open', onClick: () => router.push(`/runs/${runId}`) } })
  }

  const ask = (number: ListedNumber, fix: NumberFix, given: { reason?: string; idempotencyKey: string }) => {
    if (fix === 'adopt' || fix === 'give_back' || fix === 'remove_import') return mend({ key: number.key, fix, ...given })
    if ((fix === 'release' || fix === 'relink' || fix === 'check') && number.user_id) return act({ userId: number.user_id, action: fix, ...given })
    throw new Error(`${fix} starts no run`)
  }

  const press = async (number: ListedNumber, fix: NumberFix): Promise<void> => {
    if (fix === 'open_twilio' || fix === 'new_assistant') return setByHand(number)
    if (fix === 'give_back' || fix === 'remove_import') return setAsked({ number, fix })
    if (fix !== 'release') return run({ number, fix })
    if (!number.user_id || busy) return
    // The same words and facts as on the customer's own page.
    setBusy(number.key)
    try {
      const page = await readCustomer(number.user_id)
      if (page) setReleasing({ number, page })
    } catch {
      toast.error('Not released', { description: 'The customer could not be read. Nothing was changed.' })
    } finally {
      setBusy(null)
    }
  }
  return { busy, asked, releasing, byHand, press, run, close: () => (setAsked(null), setReleasing(null), setByHand(null)) }
}

function lost(): ActionResult<never> {
  return { ok: false, error: { code: 'unavailable', message: 'No answer came. Press again: nothing is started twice.' } }
}
