'use client'

import { lookUpCode } from '@domain/error-catalogue.ts'
import { useState } from 'react'
import { Whole } from '@/components/data-table/whole'
import { Status } from '@/components/status/status'
import { retrySigns } from '@/components/status/vocabulary'
import { Moment } from '@/components/time/moment'
import { Button } from '@/components/ui/button'
import { cn } from '@/lib/cn'
import { formatCount, plural } from '@/lib/format/count'
import type { CodeCount, RunSummary } from '@/lib/runs/summary'
import { faultLabels } from '@/lib/sentences/words'
import { retryVerdicts } from '@/lib/verdict/verdict'

type Props = { errors: RunSummary['errors']; chosen: readonly string[]; onToggle: (code: string) => void }

const atFirst = 5

/** The errors of the selection, grouped by code; a click narrows to one. */
export function ErrorCodes({ errors, chosen, onToggle }: Props) {
  const [hidden, setHidden] = useState(false)
  const [all, setAll] = useState(false)
  const { codes } = errors
  if (codes.length === 0) return null
  const shown = all ? codes : codes.filter((each, index) => index < atFirst || chosen.includes(each.code))
  return (
    <section aria-label="Errors by code" className="border-b border-line px-6 py-2.5 max-sm:px-4">
      <div className="flex min-h-6 items-center gap-2">
        <h2 className="font-semibold">Errors by code</h2>
        <p className="text-sm text-ink-2">
          {codes.length} {plural(codes.length, 'code', 'codes')}, {formatCount(errors.runs)} {plural(errors.runs, 'run', 'runs')}, {formatCount(errors.customers)}{' '}
          {plural(errors.customers, 'customer', 'customers')}
        </p>
        <Button kind="quiet" size="sm" className="ml-auto" aria-expanded={!hidden} onClick={() => setHidden(!hidden)}>
          {hidden ? 'Show' : 'Hide'}
        </Button>
      </div>
      {hidden ? null : (
        <table className="w-full table-fixed border-separate border-spacing-0">
          <thead>
            <tr className="text-left text-sm text-ink-3 *:h-6 *:font-normal">
              <th className="w-26">Code</th>
              <th>Meaning</th>
              <th className="w-24 @max-[980px]:hidden">Fault</th>
              <th className="w-27 max-sm:hidden">Retry</th>
              <th className="w-18 @max-[620px]:hidden">
                <span className="sr-only">Over the time shown</span>
              </th>
              <th className="w-12 text-right!">Runs</th>
              <th className="w-18 text-right! max-sm:hidden">Customers</th>
              <th className="w-23 text-right! @max-[980px]:hidden">First seen</th>
              <th className="w-23 text-right! @max-[980px]:hidden">Last seen</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((count) => (
              <CodeRow key={count.code} count={count} chosen={chosen.includes(count.code)} onToggle={() => onToggle(count.code)} />
            ))}
          </tbody>
        </table>
      )}
      {!hidden && codes.length > atFirst ? (
        <Button kind="link" size="sm" className="mt-1 -ml-2" onClick={() => setAll(!all)}>
          {all ? 'Show fewer codes' : `Show all ${codes.length} codes`}
        </Button>
      ) : null}
    </section>
  )
}

function CodeRow({ count, chosen, onToggle }: { count: CodeCount; chosen: boolean; onToggle: () => void }) {
  const error = lookUpCode(count.code)
  return (
    <tr className={cn('relative *:h-7 *:align-middle *:border-t *:border-line', chosen ? 'bg-selected' : 'hover:bg-hover')}>
      <td className="pr-2">
        <button
          type="button"
          aria-pressed={chosen}
          onClick={onToggle}
          className="block w-full truncate text-left font-mono text-sm after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
        >
          <span className="sr-only">Only code </span>
          {count.code}
        </button>
      </td>
      <td className="pr-3">
        <Whole className="max-sm:py-1 max-sm:whitespace-normal">{error.reason.replace(/\.$/, '')}</Whole>
      </td>
      <td className="@max-[980px]:hidden">{faultLabels[error.fault]}</td>
      <td className="max-sm:hidden">
        <CodeRetry retry={retryVerdicts[error.retry]} count={count} />
      </td>
      <td className="@max-[620px]:hidden">
        <Tenths tenths={count.tenths} />
      </td>
      <td className="text-right font-medium">{formatCount(count.runs)}</td>
      <td className="text-right max-sm:hidden">{formatCount(count.customers)}</td>
      <td className="text-right text-ink-2 @max-[980px]:hidden">
        <Moment at={count.first} />
      </td>
      <td className="text-right text-ink-2 @max-[980px]:hidden">
        <Moment at={count.last} />
      </td>
    </tr>
  )
}

/** By the code; but where a customer's buy is not settled, by that, as their verdict says. */
function CodeRetry({ retry, count: { checkFirst, customers } }: { retry: 'safe' | 'useless'; count: CodeCount }) {
  if (checkFirst === 0) return <Status sign={retrySigns[retry]} />
  const { check_first: sign } = retrySigns
  if (checkFirst === customers) return <Status sign={sign} />
  return (
    <span title={`${checkFirst} of ${customers} customers have a buy that is not settled. For the others a retry is ${retry}.`}>
      <Status sign={{ ...sign, word: `Check ${formatCount(checkFirst)} first` }} />
    </span>
  )
}

function Tenths({ tenths }: { tenths: readonly number[] }) {
  const most = Math.max(...tenths, 1)
  return (
    <svg aria-hidden width={64} height={16} viewBox="0 0 64 16" className="block">
      {tenths.map((count, index) => {
        const height = count === 0 ? 1 : Math.max(3, (count / most) * 15)
        return <rect key={index} x={index * 6.4} y={16 - height} width={5} height={height} className={count === 0 ? 'fill-grid' : 'fill-work'} />
      })}
    </svg>
  )
}
