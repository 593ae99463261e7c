/** What a key press says, as far as shortcuts ask. */
export type Press = { key: string; metaKey: boolean; ctrlKey: boolean; altKey: boolean; shiftKey: boolean }

/** One press of a written shortcut: `c`, `?`, `mod+k`, `shift+r`, `arrowdown`. `mod` is Command on a Mac, Control elsewhere. */
type Chord = { mod: boolean; shift: boolean; key: string }

function parseChord(word: string): Chord {
  const parts = word.toLowerCase().split('+')
  return { mod: parts.includes('mod'), shift: parts.includes('shift'), key: parts.at(-1) ?? '' }
}

/** True when the press is that chord. A key that needs Shift to be typed, such as `?`, is written as it is typed. */
export function isChord(press: Press, word: string): boolean {
  const chord = parseChord(word)
  const typed = press.key.toLowerCase()
  if (typed !== chord.key || press.altKey || (press.metaKey || press.ctrlKey) !== chord.mod) return false
  return !/^[a-z]$/.test(chord.key) || chord.shift === press.shiftKey
}

/** How far presses have come in a shortcut such as `g r`: all of it, so far, or not at all. */
export function matchPresses(presses: readonly Press[], keys: string): 'done' | 'begun' | 'no' {
  const chords = keys.split(' ')
  if (presses.length > chords.length) return 'no'
  const fits = presses.every((press, index) => isChord(press, chords[index] ?? ''))
  if (!fits) return 'no'
  return presses.length === chords.length ? 'done' : 'begun'
}

const names: Record<string, string> = { escape: 'Esc', enter: '↵', arrowdown: '↓', arrowup: '↑', arrowleft: '←', arrowright: '→', ' ': 'Space' }

/** A shortcut as the keys that people see: `mod+k` is ⌘ K on a Mac and Ctrl K elsewhere. */
export function keyCaps(keys: string, isMac: boolean): string[] {
  return keys.split(' ').flatMap((word) => {
    const chord = parseChord(word)
    const cap = names[chord.key] ?? (chord.key.length === 1 ? chord.key.toUpperCase() : chord.key)
    return [...(chord.mod ? [isMac ? '⌘' : 'Ctrl'] : []), ...(chord.shift ? ['Shift'] : []), cap]
  })
}
