/** The Content-Security-Policy of a page: scripts by nonce only, connections to this origin and the Supabase project. */
export function contentPolicy(o: { nonce: string; supabaseUrl: string; development: boolean }): string {
  const api = new URL(o.supabaseUrl)
  const socket = `${api.protocol === 'https:' ? 'wss:' : 'ws:'}//${api.host}`
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${o.nonce}' 'strict-dynamic'${o.development ? " 'unsafe-eval'" : ''}`,
    // Menus, dialogs and toasts position themselves with style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${api.origin} ${socket}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
