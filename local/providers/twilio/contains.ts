import type { Random } from '../simulator/random.ts'
import type { NumberTemplate } from './inventory.ts'

const KEYPAD = '22233344455566677778889999'
const DIGITS = 10

/** What a valid `Contains` pattern asks for. */
type Contains = { before: number; literal: string; after: number; atStart: boolean; atEnd: boolean }

/**
 * Reads Twilio's pattern: 2 to 16 of digits and keypad letters, `*` for one character and `%` for several at either
 * end, `+` for the beginning and `$` for the end of the number. Null when it is none.
 */
export function readContains(pattern: string): Contains | null {
  if (pattern.length < 2 || pattern.length > 16) return null
  const [, start, before, middle, after, end] = /^(\+?)([*%]*)([0-9a-z]{2,})([*%]*)(\$?)$/i.exec(pattern) ?? []
  if (middle === undefined) return null
  const digits = middle.toLowerCase().replace(/[a-z]/g, (letter) => KEYPAD[letter.charCodeAt(0) - 97] ?? '')
  const hasCountry = digits.startsWith('1') && (start === '+' || digits.length > DIGITS)
  return {
    before: countStars(before),
    literal: hasCountry ? digits.slice(1) : digits,
    after: countStars(after),
    atStart: start === '+' && !before?.includes('%'),
    atEnd: end === '$' && !after?.includes('%'),
  }
}

/** A template with the wanted digits at a place where the pattern allows them, or null when they do not fit. */
export function templateFor(contains: Contains, random: Random): NumberTemplate | null {
  const first = contains.before
  const last = DIGITS - contains.literal.length - contains.after
  if (last < first) return null
  if (contains.atStart && contains.atEnd && first !== last) return null
  const at = contains.atStart ? first : contains.atEnd ? last : first + Math.floor(random() * (last - first + 1))
  return '.'.repeat(at) + contains.literal + '.'.repeat(DIGITS - at - contains.literal.length)
}

function countStars(text: string | undefined): number {
  return (text ?? '').split('*').length - 1
}
