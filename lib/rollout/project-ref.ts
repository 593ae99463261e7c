/** The project that a URL belongs to: the first label of a hosted host, `local` for the embedded stack. */
export function projectRefOf(supabaseUrl: string): string {
  const [label = '', ...rest] = new URL(supabaseUrl).hostname.split('.')
  return rest.join('.') === 'supabase.co' ? label : 'local'
}
