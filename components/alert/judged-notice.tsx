'use client'

import { StatusIcon } from '@/components/status/status-icon'
import { Relative } from '@/components/time/moment'
import { Notice } from '@/components/ui/notice'
import { useNow } from '@/lib/clock/clock-provider'

const lateMs = 60_000

/** Says that the rules are not being judged: then silence means nothing. */
export function JudgedNotice({ at }: { at: string | null }) {
  const now = useNow()
  if (at !== null && now - Date.parse(at) < lateMs) return null
  return (
    <Notice tone="danger" icon={<StatusIcon shape="disc-cross" />} title={at === null ? 'The rules were never judged' : 'The rules are not being judged'} className="mb-4">
      {at === null ? null : (
        <>
          Last <Relative at={at} />.{' '}
        </>
      )}
      No alert can fire until pg_cron runs again: see whether the job judge_and_notify is active.
    </Notice>
  )
}
