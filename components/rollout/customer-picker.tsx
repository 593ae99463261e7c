'use client'

import { useId, useState, type KeyboardEvent } from 'react'
import { cn } from '@/lib/cn'
import type { FoundCustomer } from '@/lib/queries/rollout/find-customers'
import { useFoundCustomers } from '@/lib/queries/rollout/use-rollout-reads'

type Props = { label: string; onPick: (customer: FoundCustomer) => void; autoFocus?: boolean; keepText?: boolean }

/** Finds a customer by e-mail, number or id while one types. */
export function CustomerPicker({ label, onPick, autoFocus = false, keepText = false }: Props) {
  const id = useId()
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const found = useFoundCustomers(open ? text : '')
  const rows = open ? (found.data ?? []) : []

  const pick = (customer: FoundCustomer | undefined) => {
    if (!customer) return
    onPick(customer)
    setText(keepText ? (customer.email ?? customer.userId) : '')
    setOpen(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive((at) => Math.min(at + 1, rows.length - 1))
    else if (event.key === 'ArrowUp') setActive((at) => Math.max(at - 1, 0))
    else if (event.key === 'Enter' && rows.length > 0) pick(rows[active])
    else if (event.key === 'Escape' && open && rows.length > 0) setOpen(false)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="relative">
      <input
        role="combobox"
        aria-label={label}
        aria-expanded={rows.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={rows[active] ? `${id}-${active}` : undefined}
        placeholder={label}
        autoComplete="off"
        autoFocus={autoFocus}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setActive(0)
          setOpen(true)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
        className="h-8 w-full rounded-md border border-line-strong bg-raised px-2.5 max-sm:h-10 max-sm:text-[16px]"
      />
      <div id={`${id}-list`} role="listbox" aria-label="Customers found" className={cn('absolute inset-x-0 top-full z-20 mt-1 rounded-lg bg-raised p-1 shadow-float', rows.length === 0 && 'hidden')}>
        {rows.map((row, index) => (
          <div
            key={row.userId}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onMouseDown={(event) => {
              // Before the field loses its focus, which would close the list.
              event.preventDefault()
              pick(row)
            }}
            className={cn('cursor-pointer truncate rounded-sm px-2 py-1 hover:bg-hover', index === active && 'bg-hover')}
          >
            {row.email ?? <span className="font-mono text-sm">{row.userId}</span>}
          </div>
        ))}
      </div>
      <p aria-live="polite" className="text-sm text-ink-3">
        {open && text.trim().length >= 2 && found.data?.length === 0 ? 'No customer matches.' : null}
        {found.isError ? 'The search could not be done. Try again.' : null}
      </p>
    </div>
  )
}
