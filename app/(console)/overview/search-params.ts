import { createLoader, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { overviewRanges } from '@/lib/overview/range'

export const overviewSearchParams = { range: parseAsStringLiteral(overviewRanges).withDefault('6h'), zone: parseAsString }
export const loadOverviewSearchParams = createLoader(overviewSearchParams)
