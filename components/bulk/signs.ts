import type { Sign } from '@/components/status/vocabulary'
import { runSigns } from '@/components/status/vocabulary'
import type { BulkResult } from '@/lib/bulk/job'
import { bulkResultLabels } from '@/lib/bulk/words'

const named = (result: BulkResult, sign: Omit<Sign, 'word'>): Sign => ({ ...sign, word: bulkResultLabels[result] })

/** The result of an item, in the vocabulary of runs. */
export const bulkSigns: Record<BulkResult, Sign> = {
  waiting: named('waiting', runSigns.pending),
  at_work: named('at_work', runSigns.processing),
  succeeded: named('succeeded', runSigns.succeeded),
  failed: named('failed', runSigns.failed),
  refused: named('refused', { tone: 'caution', shape: 'half-diamond' }),
  skipped: named('skipped', runSigns.skipped),
  superseded: named('superseded', runSigns.superseded),
  left: named('left', { tone: 'idle', shape: 'ring-minus' }),
  stopped: named('stopped', { tone: 'idle', shape: 'ring-bars' }),
}
