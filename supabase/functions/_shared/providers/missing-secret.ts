/** A secret that must be there is not; the message names it. */
export class MissingSecret extends Error {}
