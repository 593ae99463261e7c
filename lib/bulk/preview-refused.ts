/** The database will not act on this scope, and says why in a sentence for the screen. */
export class PreviewRefused extends Error {
  override name = 'PreviewRefused'
}
