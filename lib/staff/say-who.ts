/** Somebody of the staff as a row keeps them: by id, and by the name of that day. */
export type Who = { id: string | null; name: string | null }

/** How somebody is named: "You" for the reader alone, everybody else by name. */
export function sayWho({ id, name }: Who, self: string): string {
  return id !== null && id === self ? 'You' : (name ?? 'Former staff')
}

/** The same within a sentence: by you. */
export function sayWhoWithin(who: Who, self: string): string {
  const words = sayWho(who, self)
  return words === 'You' ? 'you' : words
}

/** Who has taken an incident, within a sentence; null for nobody. */
export function sayOwner(owner: Who | null, self: string): string {
  if (owner === null) return 'nobody has it yet'
  const who = sayWhoWithin(owner, self)
  return `${who} ${who === 'you' ? 'have' : 'has'} it`
}
