/** What a staff member may do, weakest first. */
export const staffRoles = ['viewer', 'operator', 'admin'] as const
export type StaffRole = (typeof staffRoles)[number]

/** Who is at the console. */
export type Staff = { id: string; email: string; name: string; role: StaffRole }

/** True when the role is at least the other one. */
export function isAtLeast(role: StaffRole, least: StaffRole): boolean {
  return staffRoles.indexOf(role) >= staffRoles.indexOf(least)
}

/** The role, when the word is one. */
export function parseStaffRole(word: string | null): StaffRole | null {
  return staffRoles.find((role) => role === word) ?? null
}
