/** One thing that was looked at. `look`: works, but a person should know; `unknown`: could not be looked at from here. */
export type Finding = { area: string; level: 'ok' | 'look' | 'wrong' | 'unknown'; says: string; fix?: string }

/** Makes the findings of one area. */
export function findingsOf(area: string) {
  return {
    ok: (says: string): Finding => ({ area, level: 'ok', says }),
    look: (says: string, fix?: string): Finding => ({ area, level: 'look', says, ...(fix ? { fix } : {}) }),
    wrong: (says: string, fix: string): Finding => ({ area, level: 'wrong', says, fix }),
    unknown: (says: string, fix?: string): Finding => ({ area, level: 'unknown', says, ...(fix ? { fix } : {}) }),
  }
}

/** All is well, or one finding for each name that is not. */
export function each(names: string[], good: Finding, bad: (name: string) => Finding): Finding[] {
  return names.length === 0 ? [good] : names.map(bad)
}
