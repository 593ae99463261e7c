import { formatDuration } from '@/lib/format/duration'

/** How a figure moved: up or down, in words, and whether that is bad. */
export type Change = { direction: 'up' | 'down' | 'same'; words: string; isWorse: boolean } | null

type Kind = 'points' | 'count' | 'duration' | 'age'

const words: Record<Kind, { up: string; down: string }> = {
  points: { up: 'higher', down: 'lower' },
  count: { up: 'more', down: 'fewer' },
  duration: { up: 'slower', down: 'faster' },
  age: { up: 'older', down: 'younger' },
}

/** The change against the period before; null when there is nothing to compare with. A success rate (points, 0 to 1) is worse when lower. */
export function describeChange(kind: Kind, now: number | null, before: number | null): Change {
  if (now === null || before === null) return null
  const difference = now - before
  const size = sizeOf(kind, Math.abs(difference))
  if (size === null) return { direction: 'same', words: 'No change', isWorse: false }
  const direction = difference > 0 ? 'up' : 'down'
  return { direction, words: `${size} ${words[kind][direction]}`, isWorse: kind === 'points' ? direction === 'down' : direction === 'up' }
}

function sizeOf(kind: Kind, size: number): string | null {
  switch (kind) {
    case 'points':
      return size < 0.0005 ? null : `${(size * 100).toFixed(1)} points`
    case 'count':
      return size === 0 ? null : size.toLocaleString('en-US')
    case 'duration':
    case 'age':
      return size < 50 ? null : formatDuration(size)
  }
}
