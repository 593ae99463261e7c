'use client'

import { StatusIcon } from '@/components/status/status-icon'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'

/** A page that could not be read; trying again is the one thing to do. */
export function Failure({ title = 'This page could not be read', digest, onRetry }: { title?: string; digest?: string; onRetry: () => void }) {
  return (
    <div className="p-6 max-sm:p-4">
      <Notice tone="danger" icon={<StatusIcon shape="disc-cross" />} title={title} action={<Button onClick={onRetry}>Try again</Button>}>
        Nothing was changed.
        {digest ? <span className="ml-2 font-mono text-sm text-ink-3">{digest}</span> : null}
      </Notice>
    </div>
  )
}
