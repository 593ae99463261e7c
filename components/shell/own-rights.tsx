'use client'

import type { Staff } from '@/lib/auth/roles'
import { useOwnRights } from '@/lib/queries/staff/use-own-rights'

/** Once, around every page: nobody goes on reading with rights that were taken away. */
export function OwnRights({ staff }: { staff: Staff }): null {
  useOwnRights(staff.id, staff.role)
  return null
}
