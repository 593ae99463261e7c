/** Where to go after signing in: a path of this site only, else the start page. */
export function safeNextPath(next: string | null | undefined, fallback = '/'): string {
  if (!next || !/^\/(?![/\\])/.test(next)) return fallback
  // Browsers drop tabs and line breaks before they read a URL, so "/\t/evil" would become "//evil".
  if (/[\u0000-\u001f\u007f\\]/.test(next)) return fallback
  return next
}
