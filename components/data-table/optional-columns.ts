type Column = { id: string; head: string }

/** The optional columns with their heads, in their order, for the menu. */
export function columnChoicesOf<Id extends string>(all: readonly Column[], optional: readonly Id[]): { id: Id; head: string }[] {
  return optional.map((id) => ({ id, head: all.find((column) => column.id === id)?.head ?? id }))
}

/** What is always shown, and of the optional columns those that were chosen. */
export function keepChosen<C extends Column>(all: readonly C[], optional: readonly string[], chosen: readonly string[]): C[] {
  return all.filter(({ id }) => !optional.includes(id) || chosen.includes(id))
}
