import { createLoader, parseAsStringLiteral } from 'nuqs/server'
import { runTabs } from '@/lib/runs/tabs'

export const runSearchParams = { tab: parseAsStringLiteral(runTabs).withDefault('all') }
export const loadRunSearchParams = createLoader(runSearchParams)
