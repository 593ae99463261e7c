import { monthlyUsd } from '@/lib/customers/number-money'
import { formatCents, formatCount, plural } from '@/lib/format/count'
import { capitalise } from '@/lib/format/words'
import { sayWho } from '@/lib/staff/say-who'
import type { BulkJob, BulkPreview, BulkResult } from './job'
import type { BulkAction } from './scope'

export const bulkActionLabels: Record<BulkAction, string> = {
  mend: 'Mend what is safe',
  retry: 'Retry all, the cause is mended',
  check: 'Check first',
  release: 'Release the numbers',
}

export const bulkResultLabels: Record<BulkResult, string> = {
  waiting: 'Waiting',
  at_work: 'At work',
  succeeded: 'Succeeded',
  failed: 'Failed',
  refused: 'Refused',
  skipped: 'Nothing to do',
  superseded: 'Superseded',
  left: 'Left alone',
  stopped: 'Stopped before it began',
}

/** What a bulk will do, per kind: "Retry 3 safe, Check 2 first, leave 4". */
export function planWords(plan: Pick<BulkPreview, 'retry' | 'check' | 'release' | 'left'>): string {
  const parts = [
    plan.retry > 0 ? `Retry ${formatCount(plan.retry)} safe` : '',
    plan.check > 0 ? `Check ${formatCount(plan.check)} first` : '',
    plan.release > 0 ? `Release ${formatCount(plan.release)}` : '',
    plan.left > 0 ? `leave ${formatCount(plan.left)}` : '',
  ].filter((part) => part !== '')
  const sentence = parts.join(', ')
  return capitalise(sentence)
}

/** What the retries may cost. */
export function costWords({ buys }: Pick<BulkPreview, 'buys'>): string {
  if (buys === 0) return 'Buys no number'
  return `Buys up to ${formatCount(buys)} ${plural(buys, 'number', 'numbers')}, ${formatCents(Math.round(buys * monthlyUsd * 100))} a month`
}

/** How many customers something is done to. */
export function actsOf(plan: Pick<BulkPreview, 'retry' | 'check' | 'release'>): number {
  return plan.retry + plan.check + plan.release
}

/** Customers, counted. */
export function customersWords(count: number): string {
  return `${formatCount(count)} ${plural(count, 'customer', 'customers')}`
}

/** Where a job stands, as a sentence. */
export function jobSentence(job: BulkJob, ended: boolean, self: string): string {
  const failed = (job.results.failed ?? 0) + (job.results.refused ?? 0)
  if (job.state === 'aborted') return job.stoppedBecause ? `Stopped: ${job.stoppedBecause.charAt(0).toLowerCase()}${job.stoppedBecause.slice(1)}` : `${job.abortedBy ? sayWho(job.abortedBy, self) : 'Somebody'} stopped it.`
  if (!ended) return 'The engine works it off, other customers first.'
  if (failed > 0) return `${customersWords(failed)} still ${plural(failed, 'needs', 'need')} attention.`
  return 'All of it is done.'
}
