'use client'

import { DropdownMenu } from 'radix-ui'
import { createContext, use, useCallback, useRef, type ReactNode } from 'react'
import { cn } from '@/lib/cn'
import { KeyCaps } from './key-caps'

const itemClass =
  'relative flex min-h-7 select-none items-center gap-2 rounded-sm px-2 py-1 outline-none data-[highlighted]:bg-hover data-[state=checked]:text-accent-ink'

/** What is done once the menu has gone and the focus is back on its button: a dialog that opens then gives it back to the button. */
const Afterwards = createContext<(act: () => void) => void>((act) => act())

/** A menu that hangs on a button. */
export function Menu({ trigger, label, align = 'end', side, children }: { trigger: ReactNode; label: string; align?: 'start' | 'end'; side?: 'top' | 'bottom'; children: ReactNode }) {
  const chosen = useRef<(() => void) | null>(null)
  const afterwards = useCallback((act: () => void) => {
    chosen.current = act
  }, [])
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      {/* Inside the page's landmark, so that a reader who steps through landmarks finds it. */}
      <DropdownMenu.Portal container={typeof document === 'undefined' ? null : document.getElementById('content')}>
        <DropdownMenu.Content
          aria-label={label}
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={() => {
            const act = chosen.current
            chosen.current = null
            // Radix gives the focus back when this handler has returned.
            if (act) queueMicrotask(act)
          }}
          className="z-50 min-w-44 animate-appear rounded-lg bg-raised p-1 shadow-float"
        >
          <Afterwards value={afterwards}>{children}</Afterwards>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

/** One thing to do. */
export function MenuItem({ onSelect, children }: { onSelect: () => void; children: ReactNode }) {
  return (
    <DropdownMenu.Item onSelect={onSelect} className={itemClass}>
      {children}
    </DropdownMenu.Item>
  )
}

type ActionProps = { onSelect: () => void; why: string | null; note?: string | null; keys: string | null; danger?: boolean; children: ReactNode }

/** One thing to do, with its key. One that is off can still be reached, so that its reason is read. */
export function MenuAction({ onSelect, why, note = null, keys, danger = false, children }: ActionProps) {
  const afterwards = use(Afterwards)
  return (
    <DropdownMenu.Item
      aria-disabled={why !== null || undefined}
      onSelect={why === null ? () => afterwards(onSelect) : (event) => event.preventDefault()}
      className={cn(itemClass, 'min-w-72 flex-wrap gap-y-0 py-1.5', why !== null && 'cursor-default text-ink-3', why === null && danger && 'text-danger')}
    >
      <span className="flex-1">{children}</span>
      {keys ? <KeyCaps keys={keys} /> : null}
      {why === null ? null : <span className="w-full text-sm">{why}</span>}
      {why === null && note !== null ? <span className="w-full text-sm text-ink-2">{note}</span> : null}
    </DropdownMenu.Item>
  )
}

type RadioProps<Value extends string> = { label: string; value: Value; options: readonly { value: Value; label: string }[]; onChange: (value: Value) => void }

/** One of several, in a menu. */
export function MenuRadio<Value extends string>({ label, value, options, onChange }: RadioProps<Value>) {
  return (
    <DropdownMenu.RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next)
        if (chosen) onChange(chosen.value)
      }}
    >
      <DropdownMenu.Label className="px-2 py-1 text-sm text-ink-3">{label}</DropdownMenu.Label>
      {options.map((option) => (
        <DropdownMenu.RadioItem key={option.value} value={option.value} className={cn(itemClass, 'pl-7')}>
          <DropdownMenu.ItemIndicator className="absolute left-2.5">
            <span aria-hidden className="block size-1.5 rounded-full bg-current" />
          </DropdownMenu.ItemIndicator>
          {option.label}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}

/** One thing that is on or off; the menu stays for the next one. */
export function MenuCheck({ checked, onChange, children }: { checked: boolean; onChange: (checked: boolean) => void; children: ReactNode }) {
  return (
    <DropdownMenu.CheckboxItem checked={checked} onCheckedChange={onChange} onSelect={(event) => event.preventDefault()} className={cn(itemClass, 'pl-7')}>
      <DropdownMenu.ItemIndicator className="absolute left-2.5">
        <span aria-hidden className="block size-1.5 rounded-full bg-current" />
      </DropdownMenu.ItemIndicator>
      {children}
    </DropdownMenu.CheckboxItem>
  )
}

/** Parts a menu. */
export function MenuLine() {
  return <DropdownMenu.Separator className="my-1 h-px bg-line" />
}
