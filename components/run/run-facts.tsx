'use client'

import { customerStatuses } from '@domain/states.ts'
import Link from 'next/link'
import { NumberSoFar } from '@/components/customers/number-so-far'
import { Status } from '@/components/status/status'
import { customerSigns, runSigns } from '@/components/status/vocabulary'
import { Moment } from '@/components/time/moment'
import { Fact, FactGroup, IdFact } from '@/components/ui/facts'
import { numberOfColumns } from '@/lib/customers/number-so-far'
import { formatWord } from '@/lib/format/words'
import type { RunDetail } from '@/lib/queries/runs/fetch-run-detail'
import { actionLabels } from '@/lib/sentences/words'

/** What is known about the run's customer and number, with ids to copy. */
export function RunFacts({ detail }: { detail: RunDetail }) {
  const { run, customer, others, limits } = detail
  const status = customerStatuses.find((word) => word === customer?.status)
  return (
    <aside aria-label="Facts" className="min-w-0">
      <FactGroup title="Customer">
        <Fact label="Now">{status ? <Status sign={customerSigns[status]} /> : null}</Fact>
        <Fact label="Tier">{customer?.tier ? formatWord(customer.tier) : null}</Fact>
        <Fact label="Subscription">{customer?.subscription_status ? formatWord(customer.subscription_status) : null}</Fact>
        <IdFact label="Customer id" value={run.userId} name="customer id" />
      </FactGroup>
      <FactGroup title="Number">
        <Fact label="Number">
          <NumberSoFar {...numberOfColumns(customer)} status={customer?.status ?? null} />
        </Fact>
        <IdFact label="Twilio" value={customer?.provider_number_id ?? null} name="Twilio id" />
        <IdFact label="VAPI" value={customer?.vapi_phone_number_id ?? null} name="VAPI id" />
        <IdFact label="Assistant" value={customer?.assistant_id ?? null} name="assistant id" />
      </FactGroup>
      <FactGroup title="Run">
        <IdFact label="Run" value={String(run.id)} name="run id" />
        <Fact label="Attempts">
          {run.attempt}, at most {limits.maxAttempts} failures
        </Fact>
        <Fact label="Reason">{run.reason}</Fact>
        <Fact label="Ended">{run.finishedAt ? <Moment at={run.finishedAt} /> : <span className="text-ink-3">Not yet</span>}</Fact>
      </FactGroup>
      <section className="border-t border-line py-5">
        <h2 className="mb-1 font-semibold">
          Other runs of this customer <span className="font-normal text-ink-3">{others.length === 8 ? 'the newest 8' : others.length}</span>
        </h2>
        {others.length === 0 ? <p className="text-ink-3">None</p> : null}
        <ul>
          {others.map((other) => (
            <li key={other.id} className="relative flex min-h-8 items-center gap-2 border-b border-line last:border-b-0">
              <Status sign={runSigns[other.status]} className="w-30" />
              <Link href={`/runs/${other.id}`} prefetch={false} className="min-w-0 flex-1 truncate text-accent-ink hover:underline">
                {actionLabels[other.action]} #{other.id}
              </Link>
              <Moment at={other.createdAt} className="text-ink-3" />
            </li>
          ))}
        </ul>
      </section>
    </aside>
  )
}
