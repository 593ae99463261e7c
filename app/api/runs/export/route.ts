import { staffExport } from '@/lib/auth/staff-export'
import { exportRuns, exportRunsFilterSchema } from '@/lib/services/runs/export-runs'

/** The whole selection of the runs as a file. */
export const POST = staffExport({ of: 'runs', filter: exportRunsFilterSchema, write: exportRuns })
