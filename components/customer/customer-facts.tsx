'use client'

import { ArrowUpRight } from 'lucide-react'
import { Status } from '@/components/status/status'
import type { Sign } from '@/components/status/vocabulary'
import { Moment } from '@/components/time/moment'
import { Fact, FactGroup, IdFact } from '@/components/ui/facts'
import { paddleCustomerUrl, twilioNumberUrl, vapiAssistantUrl, vapiNumberUrl } from '@/lib/customers/consoles'
import { openPurchase, type CustomerPage, type LedgerRow } from '@/lib/customers/customer'
import { monthlyUsd } from '@/lib/customers/number-money'
import { formatPhone } from '@/lib/format/phone'
import { formatWord } from '@/lib/format/words'
import { sayWho } from '@/lib/staff/say-who'
import { useSelf } from '@/lib/staff/self-provider'
import { rolloutWords } from './customer-header'

/** What is known of a customer, with the way to where each fact comes from. */
export function CustomerFacts({ page }: { page: CustomerPage }) {
  const open = openPurchase(page)
  return (
    <>
      <SubscriptionFacts page={page} />
      <NumberFacts page={page} open={open} />
      <AssistantFacts page={page} open={open} />
      <RolloutFacts page={page} />
      <HoldFacts page={page} />
    </>
  )
}

function Elsewhere({ href, name, about }: { href: string; name: string; about: string }) {
  return (
    <a href={href} target="_blank" rel="noreferrer" aria-label={`${about} at ${name}, in a new tab`} className="inline-flex items-center gap-0.5 rounded-sm text-sm text-accent-ink hover:underline">
      {name} <ArrowUpRight aria-hidden size={12} strokeWidth={1.5} />
    </a>
  )
}

function SubscriptionFacts({ page }: { page: CustomerPage }) {
  const [subscription, ...others] = page.subscriptions
  return (
    <FactGroup title="Subscription" aside={page.paddleCustomerId ? <Elsewhere href={paddleCustomerUrl(page.paddleCustomerId)} name="Paddle" about="The customer" /> : null}>
      <Fact label="Tier">{subscription?.tier_type ? formatWord(subscription.tier_type) : null}</Fact>
      <Fact label="Status">{subscription?.status ? `${formatWord(subscription.status)}, current` : null}</Fact>
      {others.map((row) => (
        <Fact key={row.id} label="Also">
          {row.tier_type ? formatWord(row.tier_type) : 'No tier'}, {row.status ? formatWord(row.status).toLowerCase() : 'no status'}, current
        </Fact>
      ))}
      <Fact label="Paid">{page.paidAt ? <Moment at={page.paidAt} /> : null}</Fact>
      <IdFact label="Paddle" value={page.paddleCustomerId} name="Paddle id" />
    </FactGroup>
  )
}

const ledgerSigns: Record<LedgerRow['state'], Sign> = {
  intended: { word: 'Intended, not confirmed', tone: 'caution', shape: 'half-diamond' },
  purchased: { word: 'Bought, not recorded yet', tone: 'progress', shape: 'turning' },
  recorded: { word: 'Recorded', tone: 'ok', shape: 'disc-check' },
  releasing: { word: 'Being given back', tone: 'progress', shape: 'turning' },
  released: { word: 'Given back', tone: 'idle', shape: 'ring-minus' },
  lost: { word: 'Refused, never ours', tone: 'idle', shape: 'ring-slash' },
}

function NumberFacts({ page, open }: { page: CustomerPage; open: LedgerRow | null }) {
  const row = open ?? page.purchases.find(({ state }) => state === 'releasing') ?? null
  const past = page.purchases.filter((other) => other.id !== row?.id)
  const [recorded] = page.phoneNumbers
  return (
    <FactGroup title="Number" aside={row?.provider_number_id ? <Elsewhere href={twilioNumberUrl(row.provider_number_id)} name="Twilio" about="The number" /> : null}>
      <Fact label="Recorded">{recorded ? <span className="font-medium">{formatPhone(recorded.e164_number)}</span> : null}</Fact>
      <Fact label="Ledger">
        {row ? (
          <>
            <span className="block font-medium">{formatPhone(row.e164_number)}</span>
            <LedgerState row={row} />
          </>
        ) : null}
      </Fact>
      <IdFact label="Twilio" value={row?.provider_number_id ?? null} name="Twilio id" />
      {row ? <IdFact label="Tag" value={row.tag} name="tag" /> : null}
      {row && row.state !== 'intended' ? <Fact label="Costs">${monthlyUsd.toFixed(2)} a month</Fact> : null}
      {row?.release_after ? (
        <Fact label="Kept until">
          <Moment at={row.release_after} />
        </Fact>
      ) : null}
      {past.length > 0 ? (
        <Fact label="Before">
          <ul>
            {past.slice(0, 5).map((other) => (
              <li key={other.id}>
                {formatPhone(other.e164_number)} <span className="block text-sm text-ink-3">{ledgerSigns[other.state].word}</span>
              </li>
            ))}
          </ul>
        </Fact>
      ) : null}
    </FactGroup>
  )
}

function LedgerState({ row }: { row: LedgerRow }) {
  const sign = ledgerSigns[row.state]
  return <Status sign={row.adopted && row.state === 'recorded' ? { ...sign, word: 'Recorded, adopted' } : sign} />
}

function AssistantFacts({ page, open }: { page: CustomerPage; open: LedgerRow | null }) {
  const linked = open?.assistant_id ?? null
  return (
    <FactGroup title="Assistant" aside={page.assistantId ? <Elsewhere href={vapiAssistantUrl(page.assistantId)} name="VAPI" about="The assistant" /> : null}>
      <IdFact label="Assistant" value={page.assistantId} name="assistant id" />
      <Fact label="Status">{page.assistantStatus ? formatWord(page.assistantStatus) : null}</Fact>
      <Fact label="Linked to">
        {linked === null ? (
          <span className="text-ink-3">No number</span>
        ) : (
          <>
            {linked === page.assistantId && open ? formatPhone(open.e164_number) : 'Another assistant'}
            <span className="block text-sm text-ink-3">
              {open?.verified_at ? (
                <>
                  Confirmed by VAPI <Moment at={open.verified_at} />
                </>
              ) : (
                'Not confirmed by VAPI'
              )}
            </span>
          </>
        )}
      </Fact>
      {open?.vapi_phone_number_id ? (
        <>
          <IdFact label="VAPI" value={open.vapi_phone_number_id} name="VAPI number id" />
          <Fact label="Open">
            <Elsewhere href={vapiNumberUrl(open.vapi_phone_number_id)} name="VAPI" about="The number" />
          </Fact>
        </>
      ) : null}
    </FactGroup>
  )
}

function RolloutFacts({ page }: { page: CustomerPage }) {
  const { rollout } = page
  const byBucket = rollout.reason === 'percentage' || rollout.reason === 'outside_percentage'
  return (
    <FactGroup title="Rollout">
      <Fact label="Verdict">{rollout.enabled ? 'In' : 'Out'}</Fact>
      <Fact label="Reason">
        {byBucket
          ? `Bucket ${rollout.bucket.toLocaleString('en-US')} is ${rollout.enabled ? 'below' : 'not below'} ${rollout.percentageBp.toLocaleString('en-US')} (${rollout.percentageBp / 100}%)`
          : formatWord(rolloutWords[rollout.reason] ?? rollout.reason)}
      </Fact>
      {rollout.overrideReason ? <Fact label="Why">{rollout.overrideReason}</Fact> : null}
      <Fact label="Since">{rollout.changedAt ? <Moment at={rollout.changedAt} /> : null}</Fact>
    </FactGroup>
  )
}

const holdSigns: Record<NonNullable<CustomerPage['hold']>['mode'], Sign> = {
  freeze: { word: 'On hold', tone: 'caution', shape: 'padlock' },
  paused: { word: 'Paused by staff', tone: 'idle', shape: 'ring-bars' },
  released: { word: 'Released by staff', tone: 'idle', shape: 'ring-minus' },
}

function HoldFacts({ page: { hold } }: { page: CustomerPage }) {
  const self = useSelf()
  return (
    <FactGroup title="Hold">
      <Fact label="State">
        {hold ? <Status sign={holdSigns[hold.mode]} /> : <span className="text-ink-3">None</span>}
        {hold ? null : <span className="block text-ink-3">A hold keeps automation off this customer.</span>}
      </Fact>
      {hold ? (
        <>
          <Fact label="By">{sayWho({ id: hold.byId, name: hold.by }, self)}</Fact>
          <Fact label="Why">{hold.reason}</Fact>
          <Fact label="Since">
            <Moment at={hold.createdAt} />
          </Fact>
        </>
      ) : null}
    </FactGroup>
  )
}
