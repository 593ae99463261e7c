'use client'

import { useState, type ReactNode } from 'react'
import { Status } from '@/components/status/status'
import { Relative } from '@/components/time/moment'
import { cn } from '@/lib/cn'
import { formatCount } from '@/lib/format/count'
import { useExplanation } from '@/lib/queries/rollout/use-rollout-reads'
import type { RolloutExplanation } from '@/lib/rollout/preview'
import { formatShareExact } from '@/lib/rollout/share'
import { CustomerPicker } from './customer-picker'

/** Why a customer is in or out, rule by rule, in the order in which they count. */
export function WhySection({ bp }: { bp: number }) {
  const [userId, setUserId] = useState<string | null>(null)
  const explanation = useExplanation(userId, bp)
  return (
    <section aria-label="Why is a customer in or out" className="border-t border-line py-5">
      <h2 className="mb-2 font-semibold">Why is a customer in or out</h2>
      <CustomerPicker label="E-mail, number or id" keepText onPick={(customer) => setUserId(customer.userId)} />
      {explanation.isError ? <p className="mt-2 text-danger">The answer could not be read. Nothing was changed.</p> : null}
      {explanation.data ? <Rules why={explanation.data} /> : null}
    </section>
  )
}

function Rules({ why }: { why: RolloutExplanation }) {
  const below = why.bucket < why.percentage_bp
  const decided = why.reason
  return (
    <dl className="mt-1">
      <Rule label="Kill switch" decides={decided === 'kill_switch'}>
        {why.kill_switch ? 'On: nobody enters' : 'Off'}
      </Rule>
      {decided === 'not_activated' ? (
        <Rule label="Activation" decides>
          Not yet: nobody enters
        </Rule>
      ) : null}
      <Rule label="Deny list" decides={decided === 'deny'}>
        {why.override === 'deny' ? `On it: ${why.override_reason ?? 'no reason'}` : 'Not on it'}
      </Rule>
      <Rule label="Allow list" decides={decided === 'allow'}>
        {why.override === 'allow' ? `On it: ${why.override_reason ?? 'no reason'}` : 'Not on it'}
      </Rule>
      <Rule label="Percentage" decides={decided === 'percentage' || decided === 'outside_percentage'}>
        Bucket {formatCount(why.bucket)} is {below ? 'below' : 'not below'} {formatCount(why.percentage_bp)}
      </Rule>
      <Rule label="Guard" decides={decided === 'guard_holding'}>
        {why.guard_holding ? 'Holding' : 'Lets people in'}
      </Rule>
      <div className="flex items-center justify-between gap-3 py-1.5">
        <dt>
          <Status sign={why.enabled ? { word: 'In', tone: 'ok', shape: 'disc-check' } : { word: 'Out', tone: 'idle', shape: 'square' }} />
        </dt>
        <dd className="text-right text-ink-2">{why.at && why.at.percentage_bp !== why.percentage_bp ? `${why.at.enabled ? 'In' : 'Out'} at ${formatShareExact(why.at.percentage_bp)}%` : null}</dd>
      </div>
      {why.owns_number ? <p className="text-sm text-ink-2">Owns a number: it stays ours, whatever the rollout says.</p> : null}
      {why.handed_over_at ? (
        <p className="text-sm text-ink-2">
          Handed to the old system <Relative at={why.handed_over_at} />.
        </p>
      ) : null}
    </dl>
  )
}

function Rule({ label, decides, children }: { label: string; decides: boolean; children: ReactNode }) {
  return (
    <div className={cn('flex justify-between gap-3 border-b border-line py-1.5', decides ? 'font-medium' : 'text-ink-2')}>
      <dt>{label}</dt>
      <dd className="text-right">{children}</dd>
    </div>
  )
}
