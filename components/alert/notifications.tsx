'use client'

import { toast } from 'sonner'
import { StatusIcon } from '@/components/status/status-icon'
import { useChange } from '@/components/staff/use-change'
import { Button } from '@/components/ui/button'
import type { Alerts } from '@/lib/alerts/alert'
import type { ActionResult } from '@/lib/auth/action-result'
import { formatCount, plural } from '@/lib/format/count'

type Props = { alerts: Alerts; sendTest: (() => Promise<ActionResult<number>>) | null }

/** Where messages go, whether they arrive, and a test. */
export function Notifications({ alerts, sendTest }: Props) {
  const { busy, error, run } = useChange()
  const none = alerts.channels.length === 0
  const send = async () => {
    const sent = sendTest && (await run(sendTest))
    if (sent) toast.success(`${formatCount(sent.value)} test ${plural(sent.value, 'message is', 'messages are')} on the way`)
  }
  return (
    <section aria-labelledby="notifications">
      <div className="flex items-center justify-between gap-2">
        <h2 id="notifications" className="font-semibold">
          Notifications
        </h2>
        <Button off={sendTest === null || busy || none} aria-describedby="notifications-note" onClick={() => void send()}>
          {busy ? 'Sending' : 'Send a test'}
        </Button>
      </div>
      <ul className="mt-2 flex flex-col gap-1.5">
        <Channel name="Slack" on={alerts.channels.includes('slack')} />
        <Channel name="Signed webhook" on={alerts.channels.includes('webhook')} />
      </ul>
      <p id="notifications-note" className="mt-2 text-sm text-ink-2">
        {none
          ? 'No channel is set up, so nobody is told: store ALERT_SLACK_URL, or ALERT_WEBHOOK_URL with ALERT_WEBHOOK_SECRET, in Vault.'
          : alerts.undelivered > 0
            ? `${formatCount(alerts.undelivered)} ${plural(alerts.undelivered, 'message is', 'messages are')} not taken yet and repeated until they are.`
            : 'Everything that was sent has arrived.'}
        {sendTest === null ? ' Off: only admins send a test.' : ''}
      </p>
      {error ? (
        <p role="alert" className="mt-2 flex gap-1.5 text-danger">
          <StatusIcon shape="disc-cross" className="mt-[3px]" />
          {error}
        </p>
      ) : null}
    </section>
  )
}

function Channel({ name, on }: { name: string; on: boolean }) {
  return (
    <li className="flex items-center gap-1.5">
      <StatusIcon shape={on ? 'disc-check' : 'ring-minus'} className={on ? 'text-ok' : 'text-idle'} />
      {name} <span className="ml-auto text-ink-2">{on ? 'Set up' : 'Not set up'}</span>
    </li>
  )
}
