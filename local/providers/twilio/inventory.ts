import { pick } from '../simulator/random.ts'
import type { Random } from '../simulator/random.ts'
import { places } from './area-codes.ts'
import type { Place } from './area-codes.ts'

/** Ten national digits, with a dot for each that may be any. */
export type NumberTemplate = string

/** Any number. */
export const anyNumber: NumberTemplate = '..........'

const areaCodes = new Set(places.map((place) => place.areaCode))

/**
 * Whether Twilio has the number at all, sold or not. The number alone decides it, so the stock needs no storage
 * and is the same after a restart: three quarters of the well-formed numbers of the known area codes.
 */
export function isInStock(phoneNumber: string): boolean {
  const [, area, exchange] = /^\+1(\d{3})([2-9]\d{2})\d{4}$/.exec(phoneNumber) ?? []
  if (!area || !exchange || !areaCodes.has(area)) return false
  const reserved = exchange === '555' || exchange.endsWith('11')
  return !reserved && hash(phoneNumber) % 4 !== 0
}

/** Draws a number of one of the places that fits a template; it may not be in stock. */
export function drawNumber(random: Random, from: readonly Place[], template: NumberTemplate): { phoneNumber: string; place: Place } {
  const place = pick(random, from)
  const rest = Array.from(template.slice(3), (digit, index) => (digit === '.' ? drawDigit(random, index === 0 ? 2 : 0) : digit))
  return { phoneNumber: `+1${place.areaCode}${rest.join('')}`, place }
}

/** The places whose area code fits a template. */
export function placesFitting(from: readonly Place[], template: NumberTemplate): Place[] {
  const pattern = new RegExp(`^${template.slice(0, 3)}$`)
  return from.filter((place) => pattern.test(place.areaCode))
}

function drawDigit(random: Random, lowest: number): string {
  return String(lowest + Math.floor(random() * (10 - lowest)))
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const character of text) value = Math.imul(value ^ character.charCodeAt(0), 0x01000193) >>> 0
  return value >>> 8
}
