import type { ReactNode } from 'react'
import { StatusIcon } from '@/components/status/status-icon'

/** The end of a form in a dialog: what went wrong, then the buttons. */
export function DialogFoot({ error, children }: { error: string | null; children: ReactNode }) {
  return (
    <>
      {error ? (
        <p role="alert" className="flex gap-1.5 text-danger">
          <StatusIcon shape="disc-cross" className="mt-[3px]" />
          {error}
        </p>
      ) : null}
      <div className="flex flex-wrap justify-end gap-2">{children}</div>
    </>
  )
}
