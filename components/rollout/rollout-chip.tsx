'use client'

import Link from 'next/link'
import { Status } from '@/components/status/status'
import { useRolloutStatus } from '@/lib/queries/rollout/use-rollout-status'
import { formatShare } from '@/lib/rollout/share'
import { barSign } from './bar-sign'

/** How far the rollout is and what its guard says; leads to its page. Where the bar is short, the menu has it. */
export function RolloutChip() {
  const { data: status } = useRolloutStatus()
  if (!status) return null
  return (
    <Link href="/rollout" className="flex h-7 items-center gap-2 rounded-md px-1.5 hover:bg-hover max-lg:hidden">
      <span className="text-ink-2">
        Rollout <span className="font-medium text-ink">{formatShare(status.percentage_bp)}</span>
      </span>
      <Status sign={barSign(status)} />
    </Link>
  )
}
