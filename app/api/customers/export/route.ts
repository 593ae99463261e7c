import { staffExport } from '@/lib/auth/staff-export'
import { exportCustomers, exportFilterSchema } from '@/lib/services/customers/export-customers'

/** The whole selection of the customers as a file. */
export const POST = staffExport({ of: 'customers', filter: exportFilterSchema, write: exportCustomers })
