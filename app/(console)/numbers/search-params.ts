import { createLoader, parseAsStringLiteral } from 'nuqs/server'
import { numberUses } from '@/lib/numbers/number'

export const numberSearchParams = { use: parseAsStringLiteral(numberUses) }
export const loadNumberSearchParams = createLoader(numberSearchParams)
