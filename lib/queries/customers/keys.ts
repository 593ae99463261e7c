import type { CustomerFilter, CustomerSort } from '@/lib/customers/filter'

/** The cache's names of what is read about the customers. */
export const customersKeys = {
  all: ['customers'] as const,
  list: (filter: CustomerFilter, sort: CustomerSort) => ['customers', 'list', filter, sort] as const,
  counts: (filter: CustomerFilter) => ['customers', 'counts', filter] as const,
  rows: (ids: readonly string[]) => ['customers', 'rows', ids] as const,
}
