/** The runs behind a figure, as the runs page filters them. */
export function runsLink(filter: { since?: string | undefined; until?: string | undefined; status?: string; code?: string; provider?: string; step?: string; action?: string }): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(filter)) if (value !== undefined) params.set(key, value)
  const query = params.toString()
  return query === '' ? '/runs' : `/runs?${query}`
}
