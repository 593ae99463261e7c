/** Whether the whole of a text fits a pattern in which `*` stands for any run of characters. */
export function matchesPattern(pattern: string, text: string): boolean {
  const source = pattern.split('*').map(escape).join('.*')
  return new RegExp(`^${source}$`, 's').test(text)
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
