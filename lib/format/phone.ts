const space = '\u00a0'

/** A number as people read it, never broken over two lines: +1 512 555 0142. */
export function formatPhone(e164: string): string {
  const american = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(e164)
  if (american) return ['+1', american[1], american[2], american[3]].join(space)
  return e164.replaceAll(' ', space)
}
