'use client'

import { Menu, MenuRadio } from '@/components/ui/menu'
import { Button } from '@/components/ui/button'
import { cn } from '@/lib/cn'
import { ChevronDown } from 'lucide-react'
import { comparisonsOf, type Comparison } from '@/lib/overview/compare'
import { overviewRanges, rangeOf, type OverviewRange } from '@/lib/overview/range'
import { zoneOptions, zoneWords } from '@/lib/overview/zones'

type Props = {
  range: OverviewRange
  onRange: (range: OverviewRange) => void
  comparison: Comparison
  onCompare: (comparison: Comparison) => void
  zone: string
  own: string
  onZone: (zone: string) => void
}

/** How far back, compared with what, and by whose clock. */
export function RangePicker({ range, onRange, comparison, onCompare, zone, own, onZone }: Props) {
  const options = comparisonsOf(range)
  return (
    <div className="flex flex-wrap items-center gap-2">
      <div role="group" aria-label="Range" className="flex rounded-md border border-line-strong">
        {overviewRanges.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === range}
            onClick={() => onRange(each)}
            className={cn(
              'h-[26px] border-l border-line px-2.5 first:rounded-l-[5px] first:border-l-0 last:rounded-r-[5px] max-sm:h-10',
              each === range ? 'bg-accent-tint font-medium text-accent-ink' : 'text-ink-2 hover:bg-hover',
            )}
          >
            {rangeOf[each].label}
          </button>
        ))}
      </div>
      <Menu
        label="Compare with"
        trigger={
          <Button className="max-sm:h-10">
            Compare: {options.find(({ value }) => value === comparison)?.label.toLowerCase()} <ChevronDown aria-hidden size={14} strokeWidth={1.5} />
          </Button>
        }
      >
        <MenuRadio label="Compare with" value={comparison} options={options} onChange={onCompare} />
      </Menu>
      <Menu
        label="Time zone"
        trigger={
          <Button className="max-sm:h-10">
            {zoneWords(zone)} <ChevronDown aria-hidden size={14} strokeWidth={1.5} />
            <span className="sr-only">, time zone</span>
          </Button>
        }
      >
        <MenuRadio label="Time zone" value={zone} options={zoneOptions(own, zone)} onChange={onZone} />
      </Menu>
    </div>
  )
}
