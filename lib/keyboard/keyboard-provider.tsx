'use client'

import { createContext, use, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import { toast } from 'sonner'
import { createRegistry, type Registry, type Shortcut, type ShortcutGroup } from './registry'

const KeyboardContext = createContext<Registry | null>(null)

/** Holds the shortcuts of the screen and the one listener that serves them. */
export function KeyboardProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(createRegistry)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || belongsToSomethingOpen(event.target) || pressesControl(event)) return
      if (registry.press(event, { at: event.timeStamp, typing: isField(event.target), held: event.repeat, refuse })) event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [registry])
  return <KeyboardContext value={registry}>{children}</KeyboardContext>
}

/** A key that is off says why, as its button does; pressed again it says so once. */
function refuse({ label, off }: Shortcut): void {
  toast.warning(label.replace(/…$/, ''), { id: 'key-is-off', description: off })
}

/** While a dialog or a menu is open the keys are its own. */
function belongsToSomethingOpen(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]') !== null
}

/** Enter and Space press the control that has the focus. */
function pressesControl({ key, target }: KeyboardEvent): boolean {
  return (key === 'Enter' || key === ' ') && target instanceof Element && target.closest('button, a, summary, [role="button"]') !== null
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}

function useRegistry(): Registry {
  const registry = use(KeyboardContext)
  if (!registry) throw new Error('KeyboardProvider is missing above this component')
  return registry
}

/** The screen's shortcuts while this component is mounted; they appear in the list under this title. */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  const registry = useRegistry()
  const [id] = useState(() => Symbol(title))
  // Every render may bring new closures; the list on the screen compares what it shows.
  useEffect(() => registry.set(id, { title, shortcuts }))
  useEffect(() => () => registry.remove(id), [registry, id])
}

const none: readonly ShortcutGroup[] = []

/** Everything that keys do on this screen now. */
export function useShortcutGroups(): readonly ShortcutGroup[] {
  const registry = useRegistry()
  return useSyncExternalStore(registry.subscribe, registry.groups, () => none)
}
