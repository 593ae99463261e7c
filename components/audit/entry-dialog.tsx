'use client'

import { Dialog } from '@/components/ui/dialog'
import { TableHead, type HeadColumn } from '@/components/ui/table-head'
import type { AuditEntry } from '@/lib/audit/entry'
import { listChanges, type Change } from '@/lib/audit/changes'
import { useTimeZone } from '@/lib/clock/clock-provider'
import { formatAbsolute } from '@/lib/format/time'
import { auditLabel } from '@/lib/sentences/audit-words'
import { Result } from './audit-table'
import { Target, whoDid } from './target'

const columns: readonly HeadColumn[] = [{ label: 'Field' }, { label: 'Before' }, { label: 'After' }]

/** One action in full: who, when, why, and what it changed. */
export function EntryDialog({ entry, self, onClose }: { entry: AuditEntry | null; self: string; onClose: () => void }) {
  return (
    <Dialog open={entry !== null} onOpenChange={onClose} title={entry ? auditLabel(entry.action) : 'Action'}>
      {entry ? <Details entry={entry} self={self} /> : null}
    </Dialog>
  )
}

function Details({ entry, self }: { entry: AuditEntry; self: string }) {
  const changes = listChanges(entry.before, entry.after)
  const timeZone = useTimeZone()
  return (
    <>
      <dl className="mt-3 grid grid-cols-[72px_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        <dt className="text-ink-2">Who</dt>
        <dd>{whoDid(entry, self)}</dd>
        <dt className="text-ink-2">When</dt>
        <dd>
          <time dateTime={entry.at}>{formatAbsolute(new Date(entry.at), timeZone)}</time>
        </dd>
        <dt className="text-ink-2">On</dt>
        <dd>
          <Target entry={entry} />
        </dd>
        <dt className="text-ink-2">Reason</dt>
        <dd className={entry.reason ? 'break-words' : 'text-ink-3'}>{entry.reason ?? 'None'}</dd>
        <dt className="text-ink-2">Result</dt>
        <dd>
          <Result entry={entry} />
        </dd>
      </dl>
      {changes.length > 0 ? <ChangeTable changes={changes} /> : <p className="mt-4 border-t border-line pt-3 text-ink-2">{entry.run_id === null ? 'It changed no settings.' : 'It changed no settings; its run tells what came of it.'}</p>}
    </>
  )
}

function ChangeTable({ changes }: { changes: Change[] }) {
  return (
    <div className="mt-4 max-h-[40vh] overflow-y-auto border-t border-line">
      <table className="w-full table-fixed">
        <TableHead columns={columns} />
        <tbody>
          {changes.map(({ field, before, after }) => (
            <tr key={field} className="border-t border-line align-top first:border-t-0">
              <th scope="row" className="py-1 pr-2 text-left font-mono text-sm leading-5 font-normal break-words">
                {field}
              </th>
              <Value value={before} />
              <Value value={after} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Value({ value }: { value: string | null }) {
  return <td className={value === null ? 'py-1 pr-2 text-ink-3' : 'py-1 pr-2 break-words'}>{value ?? 'None'}</td>
}
