/** A place that was opened from the search. */
export type Place = { href: string; label: string }

const longest = 5
let recent: readonly Place[] = []

/** What was opened lately in this tab. It is kept in memory alone: the labels are e-mails. */
export function recentPlaces(): readonly Place[] {
  return recent
}

export function rememberPlace(place: Place): void {
  recent = [place, ...recent.filter((each) => each.href !== place.href)].slice(0, longest)
}
