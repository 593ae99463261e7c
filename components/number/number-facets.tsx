'use client'

import { cn } from '@/lib/cn'
import { formatCents, formatCount } from '@/lib/format/count'
import { numberClasses, numberUses, type NumberClass, type NumberCounts, type NumberUse, type NumberView } from '@/lib/numbers/number'
import { sentenceOfClass, sentenceOfUse } from '@/lib/numbers/words'
import { classSigns, ledgerSigns } from './signs'

type Props = { view: NumberView; counts: NumberCounts | undefined; onClass: (word: NumberClass) => void; onUse: (word: NumberUse) => void }

/** The classes with their count and what they cost a month, and what our ledger uses its numbers for. */
export function NumberFacets({ view, counts, onClass, onUse }: Props) {
  return (
    <div className="flex flex-col gap-4 py-3">
      <Group title="Compared">
        {numberClasses.map((word) => {
          const found = counts?.classes[word]
          const cents = Math.round((found?.billed ?? 0) * (counts?.price_usd ?? 0) * 100)
          return (
            <Line key={word} word={classSigns[word].word} title={sentenceOfClass[word]} count={counts && (found?.count ?? 0)} chosen={view.class === word} onChoose={() => onClass(word)}>
              {cents > 0 ? `${formatCents(cents)} a month` : null}
            </Line>
          )
        })}
      </Group>
      <Group title="In our ledger">
        {numberUses.map((word) => (
          <Line key={word} word={ledgerSigns[word].word} title={sentenceOfUse[word]} count={counts && (counts.uses[word] ?? 0)} chosen={view.use === word} onChoose={() => onUse(word)} />
        ))}
      </Group>
    </div>
  )
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="flex h-6 items-center text-sm text-ink-2">{title}</h2>
      {children}
    </section>
  )
}

type LineProps = { word: string; title: string; count: number | undefined; chosen: boolean; onChoose: () => void; children?: string | null }

function Line({ word, title, count, chosen, onChoose, children }: LineProps) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      title={children ? `${title} ${children}.` : title}
      onClick={onChoose}
      className={cn(
        '-ml-2 flex h-6 w-[calc(100%+8px)] items-center gap-2 rounded-sm pl-2 text-left max-sm:h-9',
        chosen ? 'bg-selected font-medium' : cn('hover:bg-hover', count === 0 && 'text-ink-3'),
      )}
    >
      <span className="min-w-0 flex-1 truncate">{word}</span>
      {children ? <span className="sr-only">{children}</span> : null}
      <span className="font-normal text-ink-3">{count === undefined ? '' : formatCount(count)}</span>
    </button>
  )
}
