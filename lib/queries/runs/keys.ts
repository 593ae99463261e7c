import type { RunCursor, RunScope } from '@/lib/runs/scope'

/** The cache's names of what is read about runs. */
export const runKeys = {
  all: ['runs'] as const,
  list: (scope: RunScope, head: RunCursor | null) => ['runs', 'list', scope, head] as const,
  summary: (scope: RunScope, head: RunCursor | null) => ['runs', 'summary', scope, head] as const,
  detail: (id: number) => ['runs', 'detail', id] as const,
}
