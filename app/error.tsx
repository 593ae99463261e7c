'use client'

import { Failure } from '@/components/shell/failure'

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="mx-auto max-w-2xl pt-[18vh]">
      <Failure title="Switchboard does not answer" digest={error.digest} onRetry={reset} />
    </main>
  )
}
