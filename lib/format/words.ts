/** A word of the database as a label: past_due becomes Past due. */
export function formatWord(word: string): string {
  return capitalise(word.replaceAll('_', ' '))
}

/** The same words as the beginning of a sentence. */
export function capitalise(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
