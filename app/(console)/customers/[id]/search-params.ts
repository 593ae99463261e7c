import { parseAsStringLiteral } from 'nuqs/server'

export const customerSearchParams = { runs: parseAsStringLiteral(['all', 'failed'] as const).withDefault('all') }
