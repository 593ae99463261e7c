/** A read that did not succeed. Its message is for the log; screens say it in their own words. */
export class ReadError extends Error {
  override name = 'ReadError'
  constructor(what: string, cause: { message: string; code?: string | undefined }) {
    super(`${what} could not be read: ${cause.code ? `${cause.code} ` : ''}${cause.message}`, { cause })
  }
}
