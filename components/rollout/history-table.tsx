'use client'

import { useState } from 'react'
import { Whole } from '@/components/data-table/whole'
import { StatusIcon } from '@/components/status/status-icon'
import { Moment } from '@/components/time/moment'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TableHead, type HeadColumn } from '@/components/ui/table-head'
import type { ActionResult } from '@/lib/auth/action-result'
import type { RolloutHistory } from '@/lib/queries/rollout/fetch-rollout-history'
import { askRevert, describeChange } from '@/lib/rollout/change-words'
import type { RolloutChange } from '@/lib/rollout/status'
import { sayWho } from '@/lib/staff/say-who'
import { useSelf } from '@/lib/staff/self-provider'
import { ReasonForm } from './reason-form'

export type RevertChange = (input: { changeId: number; version: number; reason: string }) => Promise<ActionResult<null>>
type Props = { history: RolloutHistory; version: number; mayChange: boolean; revert: RevertChange }

const columns: readonly HeadColumn[] = [
  { label: 'When', className: 'w-26' },
  { label: 'Who', className: 'w-28' },
  { label: 'Change', className: 'w-40' },
  { label: 'Why' },
  { label: 'Take back', hidden: true, className: 'w-31' },
]

/** Who changed what, when and why; each change can be taken back. */
export function HistoryTable({ history, version, mayChange, revert }: Props) {
  const self = useSelf()
  const [asking, setAsking] = useState<{ change: RolloutChange; version: number } | null>(null)
  const inForce = history.changes.find((change) => change.kind === 'percentage')
  return (
    <section aria-label="History" className="border-t border-line py-4">
      <h2 className="mb-1 font-semibold">
        History{' '}
        <span className="font-normal text-ink-3">
          {history.total} {history.total === 1 ? 'change' : 'changes'}
          {history.total > history.changes.length ? `, the newest ${history.changes.length} shown` : ''}
        </span>
      </h2>
      {history.changes.length === 0 ? <p className="text-ink-3">Nobody has changed anything yet.</p> : null}
      {history.changes.length > 0 ? (
        <table className="w-full table-fixed max-sm:block">
          <TableHead columns={columns} className="max-sm:sr-only" />
          <tbody className="max-sm:block">
            {history.changes.map((change) => (
              <tr key={change.id} className="h-8 border-b border-line max-sm:grid max-sm:h-auto max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-3 max-sm:py-2">
                <td className="truncate text-ink-2">
                  <Moment at={change.created_at} />
                </td>
                <td className="pr-2 max-sm:pr-0 max-sm:text-right">
                  <Whole>{sayWho({ id: change.changed_by, name: change.changed_name }, self)}</Whole>
                </td>
                <td className="truncate font-medium max-sm:col-span-2">
                  {change.kind === 'guard' ? <StatusIcon shape="ring-bars" className="mr-1.5 inline text-caution" /> : null}
                  {describeChange(change)}
                </td>
                <td className="py-1.5 break-words text-ink-2">
                  {change.reason}
                </td>
                <td className="text-right whitespace-nowrap">
                  {change === inForce ? <span className="mr-2 text-sm text-ink-3">In force</span> : null}
                  {change.kind !== 'guard' && mayChange ? (
                    <Button kind="quiet" size="sm" className="max-sm:-mr-2" aria-label={`Revert ${describeChange(change)}…`} onClick={() => setAsking({ change, version })}>
                      Revert…
                    </Button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <Dialog open={asking !== null} onOpenChange={() => setAsking(null)} title={asking ? askRevert(asking.change) : 'Revert'}>
        <p className="mt-2 text-ink-2">It is a change of its own, by the same rules, and stands in the history.</p>
        <ReasonForm
          key={asking?.change.id ?? 0}
          label="Revert"
          keep="Leave it"
          act={(reason) => revert({ changeId: asking?.change.id ?? 0, version: asking?.version ?? 0, reason })}
          onDone={() => setAsking(null)}
          onCancel={() => setAsking(null)}
        />
      </Dialog>
    </section>
  )
}
