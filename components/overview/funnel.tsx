import Link from 'next/link'
import { TableHead, type HeadColumn } from '@/components/ui/table-head'
import { cn } from '@/lib/cn'
import { formatDuration } from '@/lib/format/duration'
import { funnelStages, stageWords } from '@/lib/overview/funnel'
import type { Overview } from '@/lib/overview/overview'
import { runsLink } from '@/lib/overview/runs-link'

const legend = [
  { word: 'Passed', color: 'var(--chart-1)' },
  { word: 'At work', color: 'var(--progress-mark)' },
  { word: 'Lost', color: 'var(--danger-mark)' },
]

const columns: readonly HeadColumn[] = [
  { label: 'Step', className: 'w-36 max-sm:w-auto' },
  { label: 'Share', hidden: true, className: 'max-sm:hidden' },
  { label: 'Passed', end: true, className: 'w-16 max-sm:w-13' },
  { label: 'At work', end: true, className: 'w-16 max-sm:w-13' },
  { label: 'Lost', end: true, className: 'w-12 max-sm:w-10' },
  { label: 'p50', end: true, className: 'w-16 max-sm:w-13' },
]

// Where a run that was lost before a stage failed; before the facts are read it fails at no step.
const stageSteps: Record<number, { step: string }> = {
  3: { step: 'search_numbers' },
  4: { step: 'buy_number' },
  5: { step: 'record_number' },
  6: { step: 'link_assistant' },
  7: { step: 'verify_link' },
}

/** How many customers came through each step of getting a number, how many are still at it, and how many were lost. */
export function Funnel({ overview }: { overview: Overview }) {
  const stages = funnelStages(overview.funnel)
  const entered = stages[0]?.passed ?? 0
  const { from: since, to: until } = overview
  return (
    <section aria-labelledby="funnel" className="min-w-0">
      <div className="flex min-h-6 flex-wrap items-center gap-x-2">
        <h2 id="funnel" className="font-semibold">
          Funnel by step
        </h2>
        <span className="text-ink-3">
          {entered} {entered === 1 ? 'customer' : 'customers'}
        </span>
        <span className="ml-auto flex gap-3 text-sm text-ink-2">
          {legend.map(({ word, color }) => (
            <span key={word} className="flex items-center gap-1.5">
              <span aria-hidden className="size-2 rounded-[2px]" style={{ background: color }} />
              {word}
            </span>
          ))}
        </span>
      </div>
      {entered === 0 ? (
        <p className="py-10 text-center text-ink-2">Nobody paid or upgraded in this period.</p>
      ) : (
        <table className="mt-2 w-full table-fixed">
          <TableHead columns={columns} />
          <tbody>
            {stages.map((stage) => (
              <tr key={stage.stage} className="h-8 border-b border-line hover:bg-hover">
                <td className="truncate">{stageWords[stage.stage]}</td>
                <td className="max-sm:hidden">
                  <span aria-hidden className="flex h-2.5 gap-px">
                    <Piece part={stage.passed} of={entered} color="var(--chart-1)" />
                    <Piece part={stage.atWork} of={entered} color="var(--progress-mark)" />
                    <Piece part={stage.lost} of={entered} color="var(--danger-mark)" />
                  </span>
                </td>
                <td className="text-right font-medium">
                  <Count n={stage.passed} href={runsLink({ since, until, action: 'provision', ...(stage.stage === stages.length - 1 && { status: 'succeeded' }) })} />
                </td>
                <td className="text-right text-ink-2">
                  <Count n={stage.atWork} href={runsLink({ since, until, status: 'pending,processing,retry_scheduled' })} />
                </td>
                <td className="text-right">
                  <Count n={stage.lost} href={runsLink({ since, until, status: 'failed', ...stageSteps[stage.stage] })} className="text-danger" />
                </td>
                <td className="text-right text-ink-2">{stage.p50 === null ? '' : formatDuration(stage.p50)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Piece({ part, of, color }: { part: number; of: number; color: string }) {
  if (part === 0) return null
  return <span className="h-full rounded-[1px]" style={{ width: `${(100 * part) / Math.max(1, of)}%`, minWidth: 2, background: color }} />
}

/** A count that leads to the runs behind it. */
function Count({ n, href, className }: { n: number; href: string; className?: string }) {
  if (n === 0) return <span className="text-ink-3">0</span>
  return (
    <Link href={href} className={cn('hover:underline', className)}>
      {n}
    </Link>
  )
}
