'use client'

import { ArrowUpRight, ClipboardList, Link2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { Relative } from '@/components/time/moment'
import { NumberSoFar } from '@/components/customers/number-so-far'
import { Button, buttonClass } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { copyText } from '@/components/ui/copy-text'
import { KeyCaps } from '@/components/ui/key-caps'
import { useShortcuts } from '@/lib/keyboard/keyboard-provider'
import { caseOfCustomer } from '@/lib/customers/case-of'
import { paddleCustomerUrl } from '@/lib/customers/consoles'
import type { CustomerPage } from '@/lib/customers/customer'
import { numberOfPage } from '@/lib/customers/number-so-far'
import { formatWord } from '@/lib/format/words'
import { TrailLinks } from './trail-links'

/** Where this is, who it is, and the facts that one reads out first. */
export function CustomerHeader({ page }: { page: CustomerPage }) {
  const [subscription] = page.subscriptions
  const place = [page.city, page.state].filter(Boolean).join(', ')
  const copyLink = () => void copyText(`${window.location.origin}${window.location.pathname}`, 'Link copied')
  const copyCase = () => void copyText(caseOfCustomer(page, window.location.origin), 'Case copied')
  useShortcuts('This page', [
    { keys: 'l', label: 'Copy the link to this customer', run: copyLink },
    { keys: 'b', label: 'Copy the case for a vendor’s support', run: copyCase },
  ])
  return (
    <header>
      <TrailLinks id={page.userId} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 pb-3">
        <h1 className="flex min-w-0 items-center gap-2 text-lg font-semibold">
          <span className="min-w-0 break-all">{page.email ?? (page.userExists ? 'No e-mail' : 'Deleted customer')}</span>
          {page.email ? <CopyButton value={page.email} label="e-mail" /> : null}
        </h1>
        <div className="ml-auto flex gap-2 max-sm:hidden">
          <Button icon={<Link2 aria-hidden size={14} strokeWidth={1.5} />} onClick={copyLink} aria-keyshortcuts="l">
            Copy link <KeyCaps keys="l" />
          </Button>
          <Button icon={<ClipboardList aria-hidden size={14} strokeWidth={1.5} />} onClick={copyCase} aria-keyshortcuts="b" title="For a vendor’s support: ids, codes, times and steps; no name, e-mail or place">
            Copy case <KeyCaps keys="b" />
          </Button>
          {page.paddleCustomerId ? (
            <a href={paddleCustomerUrl(page.paddleCustomerId)} target="_blank" rel="noreferrer" className={buttonClass()}>
              Open in Paddle <ArrowUpRight aria-hidden size={14} strokeWidth={1.5} />
            </a>
          ) : null}
        </div>
      </div>
      <dl className="flex flex-wrap gap-x-10 gap-y-2 border-y border-line py-2.5 max-sm:grid max-sm:grid-cols-2 max-sm:gap-x-4">
        <Item label="Customer id">
          <span className="flex items-center gap-1">
            <span title={page.userId} className="font-mono text-sm leading-5">
              {shortId(page.userId)}
            </span>
            <CopyButton value={page.userId} label="customer id" />
          </span>
        </Item>
        <Item label="Tier">{subscription?.tier_type ? `${formatWord(subscription.tier_type)}${subscription.status ? `, ${formatWord(subscription.status).toLowerCase()}` : ''}` : none}</Item>
        <Item label="Number">
          <NumberSoFar {...numberOfPage(page)} status={page.status} />
        </Item>
        <Item label="Place">{place || none}</Item>
        <Item label="Rollout" narrow={false}>
          {page.rollout.enabled ? 'In' : 'Out'}, {rolloutWords[page.rollout.reason] ?? formatWord(page.rollout.reason).toLowerCase()}
        </Item>
        <Item label="Last change" narrow={false}>
          {page.updatedAt ? <Relative at={page.updatedAt} /> : none}
        </Item>
      </dl>
    </header>
  )
}

/** Why a customer is in the rollout or not, to follow "In" or "Out". */
export const rolloutWords: Record<string, string> = {
  percentage: 'by percentage',
  outside_percentage: 'by percentage',
  allow: 'let in by name',
  deny: 'kept out by name',
  kill_switch: 'buying is stopped',
  not_activated: 'not activated yet',
  guard_holding: 'the guard holds',
  unknown_flag: 'no such flag',
}

const none = <span className="text-ink-3">None</span>

function Item({ label, narrow = true, children }: { label: string; narrow?: boolean; children: ReactNode }) {
  return (
    <div className={narrow ? 'min-w-0' : 'min-w-0 max-sm:hidden'}>
      <dt className="text-sm text-ink-3">{label}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  )
}

/** A long id by its ends: 7c1e40a2…9b31. */
function shortId(id: string): string {
  return id.length > 16 ? `${id.slice(0, 8)}…${id.slice(-4)}` : id
}
