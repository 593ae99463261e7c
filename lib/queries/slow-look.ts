/** How often a list reads again although nobody said so: a message may be lost with the second it was counted in, and no other may follow. */
export const slowLookMs = 45_000
