'use client'

import { Failure } from '@/components/shell/failure'
import './globals.css'

export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto max-w-2xl pt-[18vh]">
          <h1 className="sr-only">Switchboard does not answer</h1>
          <Failure title="Switchboard does not answer" digest={error.digest} onRetry={reset} />
        </main>
      </body>
    </html>
  )
}
