import { matchPresses, type Press } from './keys'

/** One thing that a key does on the screen that is open. */
export type Shortcut = {
  /** `c`, `?`, `mod+k`, `arrowdown`, or a sequence such as `g r`. */
  keys: string
  /** Verb and object, as the list of shortcuts shows it. */
  label: string
  run: () => void
  /** Why it does nothing now; the list shows the reason. */
  off?: string | undefined
  /** Also while somebody types in a field. */
  whileTyping?: boolean | undefined
  /** Goes on while the key is held, as a step through a list does. */
  repeats?: boolean | undefined
}

export type ShortcutGroup = { title: string; shortcuts: readonly Shortcut[] }

const sequenceMs = 1200

/** The shortcuts of the screen. What was registered last is asked first, so that an open sheet wins over the page behind it. */
export function createRegistry() {
  const groups = new Map<symbol, ShortcutGroup>()
  const listeners = new Set<() => void>()
  let snapshot: readonly ShortcutGroup[] = []
  let presses: (Press & { at: number })[] = []

  const changed = () => {
    snapshot = [...groups.values()]
    for (const listener of listeners) listener()
  }
  return {
    set(id: symbol, group: ShortcutGroup) {
      const known = groups.get(id)
      groups.set(id, group)
      // A render brings new functions, but seldom other words: only words are shown.
      if (!known || wordsOf(known) !== wordsOf(group)) changed()
    },
    remove(id: symbol) {
      groups.delete(id)
      changed()
    },
    /** What the list of shortcuts shows. */
    groups: () => snapshot,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** True when the press belonged to a shortcut, so that nothing else should come of it. */
    press({ key, metaKey, ctrlKey, altKey, shiftKey }: Press, o: { at: number; typing: boolean; held?: boolean; refuse?: (shortcut: Shortcut) => void }): boolean {
      // An event answers from its prototype, so that spreading it would keep nothing.
      const press = { key, metaKey, ctrlKey, altKey, shiftKey }
      const recent = presses.filter((old) => o.at - old.at < sequenceMs)
      presses = [...recent, { ...press, at: o.at }]
      const usable = [...groups.values()]
        .flatMap((group) => group.shortcuts)
        .filter((shortcut) => (!o.typing || shortcut.whileTyping) && (!o.held || shortcut.repeats))
      for (const tried of [presses, [press]]) {
        const found = usable.findLast((shortcut) => matchPresses(tried, shortcut.keys) === 'done')
        if (!found) continue
        presses = []
        if (found.off) o.refuse?.(found)
        else found.run()
        return true
      }
      const begun = usable.some((shortcut) => matchPresses(presses, shortcut.keys) === 'begun')
      const begins = usable.some((shortcut) => matchPresses([press], shortcut.keys) === 'begun')
      if (!begun) presses = begins ? [{ ...press, at: o.at }] : []
      return false
    },
  }
}

function wordsOf(group: ShortcutGroup): string {
  return JSON.stringify([group.title, group.shortcuts.map(({ keys, label, off }) => [keys, label, off ?? null])])
}

export type Registry = ReturnType<typeof createRegistry>
