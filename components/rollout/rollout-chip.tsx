'use client'

import Link from 'next/link'
import { Status } from '@/components/status/status'
import { stopSign, watchSign } from '@/components/status/vocabulary'
import { useRolloutStatus } from '@/lib/queries/rollout/use-rollout-status'
import { formatShare } from '@/lib/rollout/share'
import type { RolloutStatus } from '@/lib/rollout/status'
import { guardSign } from './guard-sign'

/** How far the rollout is and what its guard says; leads to its page. */
export function RolloutChip() {
  const { data: status } = useRolloutStatus()
  if (!status) return null
  return (
    <Link href="/rollout" className="flex h-7 items-center gap-2 rounded-md px-1.5 hover:bg-hover max-md:hidden">
      <span className="text-ink-2">
        Rollout <span className="font-medium text-ink">{formatShare(status.percentage_bp)}</span>
      </span>
      <Status sign={signOf(status)} />
    </Link>
  )
}

function signOf(status: RolloutStatus) {
  if (status.stopped !== 'nothing') return stopSign
  return status.activated_at === null ? watchSign : guardSign(status)
}
