import type { NewCustomer } from '../seed/people.ts'
import { pick } from './random.ts'

const firstNames = ['amelia', 'bruno', 'chiara', 'dmitri', 'elena', 'farid', 'grace', 'hugo', 'isla', 'joao', 'kavya', 'liam', 'maya', 'noor', 'oscar', 'petra'] as const
const lastNames = ['adler', 'bianchi', 'castro', 'dalgaard', 'eriksen', 'fischer', 'garcia', 'hansen', 'ito', 'jensen', 'kim', 'larsen', 'moreau', 'novak'] as const
const places = [
  ['Austin', 'TX'],
  ['Denver', 'CO'],
  ['Nashville', 'TN'],
  ['Oakland', 'CA'],
  ['Pittsburgh', 'PA'],
  ['Salt Lake City', 'UT'],
] as const

/** A customer who just signed up; the number keeps e-mails apart. */
export function newCustomer(random: () => number, number: number): NewCustomer {
  const [city, state] = pick(random, places)
  return {
    email: `${pick(random, firstNames)}.${pick(random, lastNames)}.${number}@example.com`,
    city,
    state,
    tier: random() < 0.7 ? 'free' : pick(random, ['starter', 'pro', 'business'] as const),
    status: random() < 0.15 ? 'trialing' : 'active',
    assistant: random() < 0.92,
  }
}
