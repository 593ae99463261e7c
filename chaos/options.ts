import { parseArgs } from 'node:util'

/** How large a storm is. The seed fixes its plan. */
export type Options = { seed: number; users: number; seconds: number }

/** Reads `--seed`, `--users` and `--seconds`; a storm without a seed gets a new one, which is printed. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({ args, options: { seed: { type: 'string' }, users: { type: 'string' }, seconds: { type: 'string' } } })
  const users = count('--users', values.users, 500)
  return { seed: count('--seed', values.seed, Math.floor(Math.random() * 1_000_000)), users, seconds: count('--seconds', values.seconds, Math.max(15, Math.round(users * 0.4))) }
}

function count(flag: string, given: string | undefined, otherwise: number): number {
  if (given === undefined) return otherwise
  if (!/^\d+$/.test(given)) throw new Error(`${flag} is "${given}", expected a whole number.`)
  return Number(given)
}
