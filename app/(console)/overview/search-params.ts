import { createLoader, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { comparisons } from '@/lib/overview/compare'
import { overviewRanges } from '@/lib/overview/range'

export const overviewSearchParams = { range: parseAsStringLiteral(overviewRanges).withDefault('6h'), zone: parseAsString, compare: parseAsStringLiteral(comparisons).withDefault('previous') }
export const loadOverviewSearchParams = createLoader(overviewSearchParams)
