'use client'

import { Failure } from '@/components/shell/failure'

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <Failure title="The database does not answer" digest={error.digest} onRetry={reset} />
}
