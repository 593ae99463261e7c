'use client'

import { useState } from 'react'
import { ReasonForm } from '@/components/rollout/reason-form'
import { Failure } from '@/components/shell/failure'
import { Relative } from '@/components/time/moment'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { ActionResult } from '@/lib/auth/action-result'
import { useHalts } from '@/lib/queries/alerts/use-halts'

type Props = { resume: ((input: { scope: string; reason: string }) => Promise<ActionResult<null>>) | null; onDone: () => void }

/** What stands still and why; an admin lets it go again once the cause is mended. */
export function Halts({ resume, onDone }: Props) {
  const halts = useHalts()
  const [scope, setScope] = useState<string | null>(null)
  const close = () => setScope(null)
  return (
    <section aria-label="What stands still" className="border-t border-line px-5 py-4 max-sm:px-4">
      {halts.isError ? <Failure title="What stands still could not be read" onRetry={() => void halts.refetch()} /> : null}
      <ul className="flex flex-col gap-2">
        {halts.data?.map((halt) => (
          <li key={halt.scope} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-medium">{halt.scope}</span>
            <span className="font-mono text-sm">{halt.error_code}</span>
            <span className="min-w-0 flex-1 text-ink-2">
              {halt.reason} {halt.halted_at ? <Relative at={halt.halted_at} /> : null}
            </span>
            <Button size="sm" off={resume === null} aria-label={`Resume ${halt.scope}…`} title={resume ? undefined : 'Off: only admins resume.'} onClick={() => setScope(halt.scope)}>
              Resume…
            </Button>
          </li>
        ))}
      </ul>
      <Dialog open={scope !== null} onOpenChange={close} title={`Resume “${scope ?? ''}”?`}>
        {scope !== null && resume ? (
          <ReasonForm
            label={`Resume ${scope}`}
            keep="Leave it stopped"
            act={(reason) => resume({ scope, reason })}
            onDone={() => {
              onDone()
              close()
            }}
            onCancel={close}
          >
            <p>What waited goes on at a limited rate. If the cause is not mended, it stands still again at the first run.</p>
          </ReasonForm>
        ) : null}
      </Dialog>
    </section>
  )
}
