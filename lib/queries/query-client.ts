import { QueryClient } from '@tanstack/react-query'

/** A cache with the console's defaults: live signals say when to read again; a clock only in case one was lost (`slowLookMs`). */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { staleTime: 30_000, refetchOnWindowFocus: false, refetchOnReconnect: true, retry: 1 } },
  })
}
