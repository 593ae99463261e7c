/** Twilio's FriendlyName takes at most 64 characters, VAPI's name at most 40 (their OpenAPI files). */
const longestTag = 64
const longestName = 40

/** The mark of a number that we buy for a user: `swb:<project ref>:<user id>`. A project ref of over 23 characters is cut. */
export function purchaseTag(projectRef: string, userId: string): string {
  return `swb:${projectRef.slice(0, longestTag - 5 - userId.length)}:${userId}`
}

/** The name of the number at VAPI. */
export function importName(userId: string): string {
  return `usr:${userId}`.slice(0, longestName)
}
