const words: Record<string, string> = {
  ECONNREFUSED: "Couldn't connect to server",
  EHOSTUNREACH: "Couldn't connect to server",
  ENOTFOUND: "Couldn't resolve host name",
  EAI_AGAIN: "Couldn't resolve host name",
  UND_ERR_SOCKET: 'Server returned nothing (no headers, no data)',
  ECONNRESET: 'Failure when receiving data from the peer',
}

/** What curl, and so pg_net, says for a request that failed; Node's own words where curl's are not known. */
export function curlWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? error.cause : error
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
  return words[code] ?? (cause.message || error.message)
}
