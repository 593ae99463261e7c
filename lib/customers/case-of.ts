import { caseBundle } from '@/lib/runs/case-bundle'
import type { Run } from '@/lib/runs/run'
import type { Step } from '@/lib/runs/step'
import { lastAnswer, openPurchase, runUnderWay, type CustomerPage } from './customer'

/** The case of a customer: the run that is under way or answered last, and the number as each vendor knows it. */
export function caseOfCustomer(page: CustomerPage, origin: string): string {
  const row = openPurchase(page) ?? page.purchases[0] ?? null
  return caseBundle({
    userId: page.userId,
    run: runUnderWay(page) ?? lastAnswer(page),
    steps: page.steps,
    ids: { tag: row?.tag ?? null, twilio: row?.provider_number_id ?? null, vapi: row?.vapi_phone_number_id ?? null, assistant: row?.assistant_id ?? page.assistantId },
    link: `${origin}/customers/${page.userId}`,
  })
}

type Told = { run: Run; steps: readonly Step[]; customer: { provider_number_id: string | null; vapi_phone_number_id: string | null; assistant_id: string | null } | null }

/** The case of one run. */
export function caseOfRun({ run, steps, customer }: Told, origin: string): string {
  const ids = { tag: null, twilio: customer?.provider_number_id ?? null, vapi: customer?.vapi_phone_number_id ?? null, assistant: customer?.assistant_id ?? null }
  return caseBundle({ userId: run.userId, run, steps, ids, link: `${origin}/runs/${run.id}` })
}
