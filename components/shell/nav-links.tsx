'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cn } from '@/lib/cn'
import { formatCount } from '@/lib/format/count'
import { useAttentionCount } from '@/lib/queries/customers/use-attention-count'
import { StatusIcon } from '@/components/status/status-icon'
import { useAlertBadge } from '@/lib/queries/alerts/use-live-alerts'
import { useRolloutStatus } from '@/lib/queries/rollout/use-rollout-status'
import { formatShare } from '@/lib/rollout/share'
import { navigation } from './navigation'

/** The pages of the console. */
export function NavLinks({ onNavigate }: { onNavigate?: () => void }) {
  const path = usePathname()
  const groups = navigation.filter((group) => group.length > 0)
  return (
    <nav aria-label="Pages" className="flex flex-col divide-y divide-line">
      {groups.map((group) => (
        <ul key={group[0]?.href} className="flex flex-col gap-px px-2 py-2">
          {group.map(({ href, label }) => {
            const here = path === href || path.startsWith(`${href}/`)
            return (
              <li key={href}>
                <Link
                  href={href}
                  onClick={onNavigate}
                  aria-current={here ? 'page' : undefined}
                  className={cn(
                    'flex h-7 items-center rounded-md border px-2 transition-colors max-sm:h-10',
                    here ? 'border-line bg-hover font-medium' : 'border-transparent text-ink-2 hover:bg-hover hover:text-ink',
                  )}
                >
                  <span className="flex-1">{label}</span>
                  {href === '/customers' ? <AttentionCount /> : null}
                  {href === '/alerts' ? <FiringCount /> : null}
                  {href === '/rollout' ? <RolloutShare /> : null}
                </Link>
              </li>
            )
          })}
        </ul>
      ))}
    </nav>
  )
}

/** How many customers wait for a person. */
function AttentionCount() {
  const count = useAttentionCount()
  if (count === undefined || count === 0) return null
  return (
    <span className="font-normal text-ink-2">
      {formatCount(count)}
      <span className="sr-only"> need attention</span>
    </span>
  )
}

/** How far the rollout is. */
function RolloutShare() {
  const { data: status } = useRolloutStatus()
  return status ? <span className="font-normal text-ink-2">{formatShare(status.percentage_bp)}</span> : null
}

/** How many incidents fire. */
function FiringCount() {
  const firing = useAlertBadge()?.firing ?? 0
  if (firing === 0) return null
  return (
    <span className="flex items-center gap-1 font-normal text-danger">
      <StatusIcon shape="octagon-filled" />
      {formatCount(firing)}
      <span className="sr-only"> firing</span>
    </span>
  )
}
