import type { ReactNode } from 'react'
import { CopyButton } from './copy-button'

/** A group of facts at the side of an object. */
export function FactGroup({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="border-t border-line py-5 first:border-t-0 first:pt-0">
      <div className="mb-2 flex items-baseline justify-between gap-4">
        <h2 className="font-semibold">{title}</h2>
        {aside}
      </div>
      <dl className="grid grid-cols-[88px_minmax(0,1fr)] gap-x-4 gap-y-1.5">{children}</dl>
    </section>
  )
}

/** One fact. An empty one says so. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  const empty = children === null || children === undefined || children === ''
  return (
    <>
      <dt className="text-ink-2">{label}</dt>
      <dd className={empty ? 'text-ink-3' : 'min-w-0'}>{empty ? 'None' : children}</dd>
    </>
  )
}

/** An id: mono, shortened in the middle by the page's width, copied whole. */
export function IdFact({ label, value, name }: { label: string; value: string | null; name: string }) {
  return (
    <Fact label={label}>
      {value ? (
        <span className="flex items-center gap-1">
          <span title={value} className="truncate font-mono text-sm leading-5">
            {value}
          </span>
          <CopyButton value={value} label={name} />
        </span>
      ) : null}
    </Fact>
  )
}
