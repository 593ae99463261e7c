/** A word of the database as a label: past_due becomes Past due. */
export function formatWord(word: string): string {
  const spaced = word.replaceAll('_', ' ')
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}
