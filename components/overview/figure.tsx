import Link from 'next/link'
import type { ReactNode } from 'react'
import { Sparkline } from '@/components/chart/sparkline'
import { cn } from '@/lib/cn'
import type { Change } from '@/lib/overview/change'

type Props = { label: string; value: string; change: Change | 'not compared'; tone?: 'danger' | 'caution'; href: string; spark: readonly (number | null)[]; instead?: ReactNode }

/** A headline figure: what it is now, how it moved, its shape; leads to the rows behind it. */
export function Figure({ label, value, change, tone = 'danger', href, spark, instead }: Props) {
  const moved = change === 'not compared' ? null : change
  return (
    <Link href={href} className="group block min-w-0 px-4 py-3 first:pl-0 hover:bg-hover max-xl:px-0 max-xl:pr-4">
      <span className="block truncate text-sm text-ink-3 group-hover:text-ink-2">{label}</span>
      <span className="mt-0.5 block text-figure font-semibold">{value}</span>
      <span className={cn('flex min-h-4 items-center gap-1 text-sm', moved?.isWorse ? { danger: 'text-danger', caution: 'text-caution' }[tone] : 'text-ink-2')}>
        {instead ?? (change === 'not compared' ? null : <ChangeWords change={change} />)}
      </span>
      <span className="mt-2 block">
        <Sparkline values={spark} />
      </span>
    </Link>
  )
}

function ChangeWords({ change }: { change: Change }) {
  if (!change) return <span className="text-ink-3">Nothing to compare with</span>
  return (
    <>
      {change.direction === 'same' ? null : (
        <svg aria-hidden width="7" height="6" viewBox="0 0 7 6" fill="currentColor" className={change.direction === 'down' ? 'rotate-180' : ''}>
          <path d="M3.5 0 7 6H0Z" />
        </svg>
      )}
      {change.words}
    </>
  )
}
