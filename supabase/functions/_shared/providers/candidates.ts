/** Numbers that searches found and nobody took, handed out to the next customers of this worker: each number to one of them only. */
export type Candidates = {
  /** A few numbers to try, from what was found a moment ago or else from a new search. */
  take(search: () => Promise<string[]>): Promise<string[]>
}

const atATime = 5
const keptMs = 1_000

/**
 * One page of a search serves several customers, so that a burst neither searches a thousand times nor lets customers meet on one
 * number. Availability is no reservation in any case: a number that was sold meanwhile makes way for the next. `now` is monotonic.
 */
export function keepCandidates(o: { now(): number; random(): number }): Candidates {
  const foundAt = new Map<string, number>()
  const takeKept = (): string[] => {
    for (const [number, at] of foundAt) if (o.now() - at > keptMs) foundAt.delete(number)
    const taken = pick([...foundAt.keys()], atATime, o.random)
    for (const number of taken) foundAt.delete(number)
    return taken
  }
  return {
    take: async (search) => {
      const kept = takeKept()
      if (kept.length === atATime) return kept
      for (const number of await search()) foundAt.set(number, o.now())
      return [...kept, ...takeKept()].slice(0, atATime)
    },
  }
}

// At random: other workers search too, and should not try the same numbers in the same order.
function pick(from: string[], count: number, random: () => number): string[] {
  const picked: string[] = []
  while (picked.length < count && from.length > 0) picked.push(...from.splice(Math.floor(random() * from.length), 1))
  return picked
}
