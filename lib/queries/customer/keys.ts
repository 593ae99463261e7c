/** The cache's names of what is read about one customer. */
export const customerKeys = {
  page: (id: string) => ['customer', id] as const,
  read: (id: string, runs: number) => ['customer', id, runs] as const,
}
