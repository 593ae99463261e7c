/** The user whom a tag at Twilio names: `swb:<project ref>:<user id>`. */
export function userOfTag(tag: string): string {
  return tag.split(':').at(-1) ?? tag
}
