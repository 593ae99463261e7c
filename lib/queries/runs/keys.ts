import type { RunTab } from '@/lib/runs/tabs'

/** The cache's names of what is read about runs. */
export const runKeys = {
  all: ['runs'] as const,
  list: (tab: RunTab) => ['runs', 'list', tab] as const,
  counts: ['runs', 'counts'] as const,
  detail: (id: number) => ['runs', 'detail', id] as const,
}
