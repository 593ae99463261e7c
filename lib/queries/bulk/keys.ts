/** The cache's names of what is read about bulk jobs. */
export const bulkKeys = {
  all: ['bulk'] as const,
  list: ['bulk', 'list'] as const,
  page: (id: number) => ['bulk', 'page', id] as const,
}
