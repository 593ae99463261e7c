import Link from 'next/link'
import { Sparkline } from '@/components/chart/sparkline'
import { formatDuration } from '@/lib/format/duration'
import { formatBytes, formatDollars, formatRate } from '@/lib/overview/figures'
import type { Overview, Sample } from '@/lib/overview/overview'
import { runsLink } from '@/lib/overview/runs-link'

type Item = { label: string; value: string; note: string; values: readonly (number | null)[]; href?: string }

/** How full the system is: the newest sample and its course over the period. */
export function Resources({ overview, last }: { overview: Overview; last: string }) {
  const items = itemsOf(overview)
  return (
    <section aria-labelledby="resources">
      <div className="flex min-h-6 items-center gap-2">
        <h2 id="resources" className="font-semibold">
          Resources
        </h2>
        <span className="text-ink-3">Last {last}</span>
      </div>
      {items === null ? (
        <p className="py-6 text-ink-2">Nothing has been sampled yet. A sample is taken every minute by pg_cron.</p>
      ) : (
        <ul className="mt-2 grid grid-cols-8 divide-x divide-line max-[87rem]:grid-cols-4 max-[87rem]:divide-x-0 max-sm:grid-cols-2">
          {items.map((item) => (
            <li key={item.label} className="min-w-0 px-3 py-1 first:pl-0 max-[87rem]:px-0 max-[87rem]:pr-4 max-[87rem]:pb-3">
              <p className="truncate text-sm text-ink-3">{item.label}</p>
              <p className="font-semibold">{item.href ? <Link href={item.href} className="hover:underline">{item.value}</Link> : item.value}</p>
              <p className="truncate text-sm text-ink-2" title={item.note}>{item.note}</p>
              <span className="mt-1 block">
                <Sparkline values={item.values} quiet height={20} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function itemsOf({ resources, series, headline, from, to }: Overview): Item[] | null {
  const { now, database_limit_bytes, attempt_limit_ms, function_p95_ms, series: samples } = resources
  if (!now) return null
  const of = (key: Exclude<keyof Sample, 'at'>) => samples.map((sample) => sample[key])
  const count = (value: number) => value.toLocaleString('en-US')
  return [
    { label: 'Connections', value: count(now.connections), note: `of ${now.max_connections}`, values: of('connections') },
    { label: 'Database size', value: formatBytes(now.database_bytes), note: `of ${formatBytes(database_limit_bytes)}`, values: of('database_bytes') },
    { label: 'Cache hits', value: formatRate(now.cache_hits), note: 'last hour', values: of('cache_hits') },
    {
      label: 'Queue depth',
      value: count(now.queue_depth),
      note: headline.oldest_ms === 0 ? 'nobody waits' : `oldest ${formatDuration(headline.oldest_ms)}`,
      values: of('queue_depth'),
      href: runsLink({ status: 'pending,retry_scheduled' }),
    },
    { label: 'Web calls waiting', value: count(now.net_queue), note: 'in pg_net', values: of('net_queue') },
    {
      label: 'Function time, p95',
      value: function_p95_ms === null ? '–' : formatDuration(function_p95_ms),
      note: `limit ${formatDuration(attempt_limit_ms)}`,
      values: series.map((bucket) => bucket.function_p95_ms),
      href: runsLink({ since: from, until: to }),
    },
    { label: 'Numbers owned', value: count(now.numbers_owned), note: today(now.numbers_today, count), values: of('numbers_owned'), href: '/numbers' },
    { label: 'Numbers, per month', value: formatDollars(now.numbers_monthly_usd), note: today(now.monthly_usd_today, formatDollars), values: of('numbers_monthly_usd'), href: '/numbers' },
  ]
}

function today(value: number | null, format: (value: number) => string): string {
  if (value === null) return 'today not known yet'
  return value < 0 ? `${format(-value)} less today` : `${format(value)} more today`
}
