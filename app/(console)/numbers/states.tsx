'use client'

import type { ReactNode } from 'react'
import { classSigns, ledgerSigns } from '@/components/number/signs'
import { Moment, Relative } from '@/components/time/moment'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { formatCents, formatCount, plural } from '@/lib/format/count'
import type { NumberClass, NumberCounts, NumberUse, NumberView } from '@/lib/numbers/number'
import { patienceWords, sentenceOfClass, sentenceOfUse } from '@/lib/numbers/words'

/** Says which emptiness this is: all agrees, never compared, none of this kind, or no number at all. */
export function NumbersEmpty({ view, counts, onAll }: { view: NumberView; counts: NumberCounts; onAll: () => void }) {
  const all = <Button onClick={onAll}>Show all {formatCount(counts.total)}</Button>
  if (counts.total === 0) return <EmptyState title="No number yet">A number is bought when a customer pays. It appears here by itself.</EmptyState>
  if (view.class === 'attention') return <NothingToMend counts={counts} action={all} />
  const sentence = view.use ? sentenceOfUse[view.use] : view.class ? sentenceOfClass[view.class] : ''
  return (
    <EmptyState title="No number is in this state" action={all}>
      {sentence}
    </EmptyState>
  )
}

function NothingToMend({ counts, action }: { counts: NumberCounts; action: ReactNode }) {
  const { comparison } = counts
  if (!comparison.complete) {
    return (
      <EmptyState title="Nothing was compared yet" action={action}>
        What Twilio and VAPI have is not known. {patienceWords(comparison)}
      </EmptyState>
    )
  }
  const unsure = counts.classes.unsure?.count ?? 0
  return (
    <EmptyState title={unsure > 0 ? 'Nothing is wrong as far as can be said' : 'Everything agrees'} action={action}>
      Compared <Relative at={comparison.complete.finished_at} />.{' '}
      {unsure > 0 ? `${formatCount(unsure)} ${plural(unsure, 'number is', 'numbers are')} not judged yet. ${patienceWords(comparison)}` : 'Twilio, VAPI and our ledger say the same of every number of ours.'}
    </EmptyState>
  )
}

/** What all numbers cost, and what of it is for nothing. */
export function NumbersFooter({ counts }: { counts: NumberCounts | undefined }) {
  const price = (count: number) => formatCents(Math.round(count * (counts?.price_usd ?? 0) * 100))
  return (
    <footer className="flex min-h-8 flex-wrap items-center gap-x-4 border-t border-line px-6 py-1 text-sm text-ink-2 max-sm:px-4">
      {counts ? (
        <>
          <span>
            <strong className="font-medium text-ink">{formatCount(counts.billed)}</strong> billed, {price(counts.billed)} a month at {price(1)} each
          </span>
          {counts.wasted.count > 0 ? (
            <span>
              <strong className="font-medium text-ink">{price(counts.wasted.count)}</strong> a month for nobody
              {counts.wasted.next_charge_at ? (
                <>
                  ; next billed <Moment at={counts.wasted.next_charge_at} form="day" />
                </>
              ) : null}
            </span>
          ) : null}
        </>
      ) : null}
    </footer>
  )
}

/** What the chosen class or use means, how many there are, and what a class costs a month. */
export function ViewLine({ view, counts }: { view: NumberView; counts: NumberCounts }) {
  const line = view.use !== null ? ledgerLine(view.use, counts) : view.class === null || view.class === 'attention' ? null : classLine(view.class, counts)
  if (line === null) return null
  return (
    <p className="border-b border-line px-6 py-2 text-ink-2 max-sm:px-4">
      <strong className="font-medium text-ink">{line.word}.</strong> {line.words}
    </p>
  )
}

type Line = { word: string; words: string } | null
const numbers = (count: number) => `${formatCount(count)} ${plural(count, 'number', 'numbers')}`

function classLine(word: NumberClass, counts: NumberCounts): Line {
  const found = counts.classes[word]
  if (!found) return null
  const money = found.billed > 0 ? `${formatCents(Math.round(found.billed * counts.price_usd * 100))} a month${word === 'foreign' ? ', somebody else’s' : ''}` : 'not billed'
  return { word: classSigns[word].word, words: `${word === 'unsure' ? patienceWords(counts.comparison) : sentenceOfClass[word]} ${numbers(found.count)}, ${money}.` }
}

function ledgerLine(word: NumberUse, counts: NumberCounts): Line {
  const found = counts.uses[word]
  return found ? { word: ledgerSigns[word].word, words: `${sentenceOfUse[word]} By our ledger, ${numbers(found)}.` } : null
}
