'use client'

import { X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { ActionResult } from '@/lib/auth/action-result'
import type { FoundCustomer } from '@/lib/queries/rollout/find-customers'
import type { Override } from '@/lib/queries/rollout/fetch-rollout-overrides'
import { CustomerPicker } from './customer-picker'
import { ReasonForm } from './reason-form'

export type SaveOverrides = (input: { userIds: string[]; verdict: 'allow' | 'deny' | 'none'; reason: string }) => Promise<ActionResult<null>>
type Props = { list: 'allow' | 'deny'; people: Override[]; mayChange: boolean; save: SaveOverrides }

const words = {
  allow: { title: 'Allow list', empty: 'Nobody is let in by name.', add: 'Let customers in by name', effect: 'They enter at any percentage, also while the guard holds.' },
  deny: { title: 'Deny list', empty: 'Nobody is kept out by name.', add: 'Keep customers out by name', effect: 'They do not enter at any percentage. A number that they own stays ours.' },
} as const
const shownAtFirst = 4

/** Who is in or out by name, and why. */
export function OverrideList({ list, people, mayChange, save }: Props) {
  const [adding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<Override | null>(null)
  const [all, setAll] = useState(false)
  const rows = all ? people : people.slice(0, shownAtFirst)
  return (
    <section aria-label={words[list].title} className="min-w-0">
      <div className="flex h-8 items-center gap-2 border-b border-line pb-1">
        <h2 className="font-semibold">
          {words[list].title} <span className="font-normal text-ink-3">{people.length}</span>
        </h2>
        <Button size="sm" off={!mayChange} title={mayChange ? undefined : 'Off: only admins change the lists.'} className="ml-auto" onClick={() => setAdding(true)}>
          Add…
        </Button>
      </div>
      {people.length === 0 ? <p className="py-1.5 text-ink-3">{words[list].empty}</p> : null}
      <ul>
        {rows.map((person) => (
          <li key={person.userId} className="flex h-8 items-center gap-2 border-b border-line">
            <span title={person.email ?? person.userId} className="max-w-[75%] shrink-0 truncate">
              {person.email ?? <span className="font-mono text-sm text-ink-2">{person.userId}</span>}
            </span>
            <span title={person.reason ?? undefined} className="min-w-0 flex-1 truncate text-right text-sm text-ink-2">
              {person.reason}
            </span>
            {mayChange ? (
              <button
                type="button"
                aria-label={`Take ${person.email ?? person.userId} off the list`}
                onClick={() => setLeaving(person)}
                className="flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-2 hover:bg-hover hover:text-ink"
              >
                <X aria-hidden size={14} strokeWidth={1.5} />
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {people.length > rows.length ? (
        <Button kind="link" size="sm" className="mt-1 -ml-2" onClick={() => setAll(true)}>
          {people.length - rows.length} more
        </Button>
      ) : null}
      <AddDialog list={list} open={adding} onOpenChange={setAdding} save={save} />
      <Dialog open={leaving !== null} onOpenChange={() => setLeaving(null)} title={`Take ${leaving?.email ?? 'this customer'} off the list?`}>
        <p className="mt-2 text-ink-2">The percentage decides again. A number that they own stays ours.</p>
        <ReasonForm
          key={leaving?.userId ?? ''}
          label="Take off the list"
          keep="Keep on the list"
          act={(reason) => save({ userIds: leaving ? [leaving.userId] : [], verdict: 'none', reason })}
          onDone={() => setLeaving(null)}
          onCancel={() => setLeaving(null)}
        />
      </Dialog>
    </section>
  )
}

function AddDialog({ list, open, onOpenChange, save }: { list: 'allow' | 'deny'; open: boolean; onOpenChange: (open: boolean) => void; save: SaveOverrides }) {
  const [chosen, setChosen] = useState<FoundCustomer[]>([])
  const close = () => {
    setChosen([])
    onOpenChange(false)
  }
  const label = chosen.length === 1 ? 'Add 1 customer' : `Add ${chosen.length} customers`
  return (
    <Dialog open={open} onOpenChange={(next) => (next ? onOpenChange(true) : close())} title={words[list].add}>
      <p className="mt-2 text-ink-2">{words[list].effect}</p>
      <ReasonForm
        key={String(open)}
        label={label}
        keep="Add nobody"
        startInReason={false}
        off={chosen.length === 0 ? 'Choose at least one customer.' : null}
        act={(reason) => save({ userIds: chosen.map((each) => each.userId), verdict: list, reason })}
        onDone={close}
        onCancel={close}
      >
        <CustomerPicker
          label="Find by e-mail, number or id"
          onPick={(customer) => setChosen((old) => (old.some((each) => each.userId === customer.userId) ? old : [...old, customer]))}
        />
        <ul aria-label="Chosen customers" className="flex flex-wrap gap-1.5 empty:hidden">
          {chosen.map((customer) => (
            <li key={customer.userId} className="flex items-center gap-1 rounded-sm border border-line-strong py-0.5 pr-0.5 pl-2">
              {customer.email ?? customer.userId}
              <button
                type="button"
                aria-label={`Leave ${customer.email ?? customer.userId} out`}
                onClick={() => setChosen((old) => old.filter((each) => each !== customer))}
                className="flex size-5 items-center justify-center rounded-sm hover:bg-hover"
              >
                <X aria-hidden size={12} strokeWidth={1.5} />
              </button>
            </li>
          ))}
        </ul>
      </ReasonForm>
    </Dialog>
  )
}
