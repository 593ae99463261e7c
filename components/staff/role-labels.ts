import type { StaffRole } from '@/lib/auth/roles'

export const roleLabels: Record<StaffRole, string> = { viewer: 'Viewer', operator: 'Operator', admin: 'Admin' }
