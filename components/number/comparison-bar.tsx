'use client'

import { useRef, useState, type ReactNode } from 'react'
import { toast } from 'sonner'
import { StatusIcon } from '@/components/status/status-icon'
import { toneText, type Tone } from '@/components/status/tone'
import { Relative } from '@/components/time/moment'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/auth/action-result'
import { formatCount, plural } from '@/lib/format/count'
import { useShortcuts } from '@/lib/keyboard/keyboard-provider'
import { failureWords, isComparing, progressWords, type Comparison } from '@/lib/numbers/comparison'
import { sayWhoWithin } from '@/lib/staff/say-who'
import { useSelf } from '@/lib/staff/self-provider'

export type CompareNumbers = (input: { idempotencyKey: string }) => Promise<ActionResult<null>>
type Props = { comparison: Comparison; mayAct: boolean; compare: CompareNumbers; onAnswer: () => void }

/** When Twilio, VAPI and our ledger were last compared, whether that is still worth something, and the button to do it now. */
export function ComparisonBar({ comparison, mayAct, compare, onAnswer }: Props) {
  const [asking, setAsking] = useState(false)
  const key = useRef(crypto.randomUUID())
  const comparing = isComparing(comparison)
  const off = !mayAct ? 'Off: viewers look, operators and admins act.' : comparing ? 'Off: a comparison is under way.' : undefined
  const start = async () => {
    if (off || asking) return
    setAsking(true)
    const result = await compare({ idempotencyKey: key.current }).catch(() => null)
    setAsking(false)
    onAnswer()
    if (result === null) return void toast.error('Not compared', { description: 'No answer came. Press again: nothing is started twice.' })
    key.current = crypto.randomUUID()
    if (!result.ok) toast.warning('Not compared', { description: result.error.message })
  }
  useShortcuts('Numbers', [{ keys: 'c', label: 'Compare now', run: () => void start(), off }])
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-6 py-2 max-sm:px-4">
      <p role="status" className="flex min-w-0 flex-1 basis-60 flex-wrap items-center gap-x-1.5 text-ink-2">
        <Words comparison={comparison} />
      </p>
      <Button off={off !== undefined || asking} title={off} aria-keyshortcuts="c" onClick={() => void start()} className="max-sm:h-10 max-sm:w-full">
        {comparing || asking ? 'Comparing' : 'Compare now'}
      </Button>
    </div>
  )
}

function Words({ comparison }: { comparison: Comparison }) {
  const { complete, last, stale } = comparison
  const self = useSelf()
  const before = complete ? (
    <>
      Last complete <Relative at={complete.finished_at} />.
    </>
  ) : (
    'There is no complete one yet.'
  )
  if (isComparing(comparison)) {
    return (
      <Line tone="progress" shape="turning" head={progressWords(comparison)}>
        {last?.requested_name ? `Started by ${sayWhoWithin({ id: last.requested_by, name: last.requested_name }, self)}.` : 'The hourly comparison.'} {before}
      </Line>
    )
  }
  if (last?.state === 'failed') {
    return (
      <Line tone="danger" shape="disc-cross" head="The last comparison came to nothing">
        because {failureWords(last.error_code ?? '')} Nothing of it was recorded. {before}
      </Line>
    )
  }
  if (!complete) {
    return (
      <Line tone="idle" shape="ring-dots" head="Never compared">
        Twilio and VAPI have not been asked what they have. It happens by itself once an hour.
      </Line>
    )
  }
  return (
    <Line tone={stale ? 'caution' : 'ok'} shape={stale ? 'struck-dot' : 'disc-check'} head={<>{stale ? 'Stale: compared' : 'Compared'} <Relative at={complete.finished_at} /></>}>
      {formatCount(complete.twilio_numbers)} {plural(complete.twilio_numbers, 'number', 'numbers')} at Twilio, {formatCount(complete.vapi_numbers)} at VAPI.{' '}
      {complete.subaccounts === 'not_readable' ? <span title="Our API key may not look into all of them. Numbers of subaccounts are not in the list of the main account.">Subaccounts were not looked at.</span> : null}
      {complete.subaccounts === 'walked' ? 'With all subaccounts.' : null}
    </Line>
  )
}

type LineProps = { tone: Tone; shape: Parameters<typeof StatusIcon>[0]['shape']; head: ReactNode; children: ReactNode }

function Line({ tone, shape, head, children }: LineProps) {
  return (
    <>
      <StatusIcon shape={shape} className={toneText[tone]} />
      <strong className="font-medium text-ink">{head}</strong>
      <span>{children}</span>
    </>
  )
}
