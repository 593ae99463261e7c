'use client'

import { ChevronDown, X } from 'lucide-react'
import { Button, buttonClass } from '@/components/ui/button'
import { Menu, MenuRadio } from '@/components/ui/menu'
import type { AuditCounts } from '@/lib/audit/entry'
import { auditPeriodLabels, auditPeriods, type AuditParams } from '@/lib/audit/period'
import { auditLabel } from '@/lib/sentences/audit-words'
import { sayWho } from '@/lib/staff/say-who'

type Props = { params: AuditParams; counts: AuditCounts | undefined; self: string; onChange: (next: Partial<AuditParams>) => void }

const any = 'any'

/** Who, what, whom and since when; each menu shows how many rows its choice leads to. */
export function AuditFilters({ params, counts, self, onChange }: Props) {
  const people = (counts?.staff ?? []).map(({ key, id, name, count }) => ({ value: key, label: `${sayWho({ id, name }, self)}, ${count}` }))
  const actions = Object.entries(counts?.action ?? {})
    .toSorted(([, a], [, b]) => b - a)
    .map(([action, count]) => ({ value: action, label: `${auditLabel(action)}, ${count}` }))
  return (
    <>
      <Choice label="Who" value={params.staff} options={people} onChange={(staff) => onChange({ staff })} />
      <Choice label="Action" value={params.action} options={actions} onChange={(action) => onChange({ action })} />
      {params.customer ? (
        <Button kind="chosen" onClick={() => onChange({ customer: null })} aria-label="Show all customers again">
          One customer <X aria-hidden size={14} strokeWidth={1.5} />
        </Button>
      ) : null}
      <div role="group" aria-label="Since when" className="ml-auto flex max-sm:ml-0">
        {auditPeriods.map((period) => (
          <button
            key={period}
            type="button"
            aria-pressed={period === params.period}
            onClick={() => onChange({ period })}
            className={buttonClass({
              kind: period === params.period ? 'chosen' : 'secondary',
              className: '-ml-px rounded-none first:ml-0 first:rounded-l-md last:rounded-r-md aria-pressed:z-1',
            })}
          >
            {auditPeriodLabels[period]}
          </button>
        ))}
      </div>
    </>
  )
}

type ChoiceProps = { label: string; value: string | null; options: { value: string; label: string }[]; onChange: (value: string | null) => void }

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const chosen = options.find((option) => option.value === value)
  return (
    <Menu
      label={label}
      align="start"
      trigger={
        <Button kind={value ? 'chosen' : 'secondary'}>
          {value ? `${label}: ${chosen?.label ?? 'none found'}` : label} <ChevronDown aria-hidden size={14} strokeWidth={1.5} />
        </Button>
      }
    >
      <MenuRadio
        label={label}
        value={value ?? any}
        options={[{ value: any, label: 'Any' }, ...options]}
        onChange={(next) => onChange(next === any ? null : next)}
      />
    </Menu>
  )
}
