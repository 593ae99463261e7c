'use client'

import { buttonClass } from '@/components/ui/button'
import { rangeSpecs, runRanges, type RunRange } from '@/lib/runs/window'

/** How far back. */
export function RangeChoice({ range, onChange }: { range: RunRange; onChange: (range: RunRange) => void }) {
  return (
    <div role="group" aria-label="How far back" className="flex">
      {runRanges.map((option) => (
        <button
          key={option}
          type="button"
          aria-pressed={option === range}
          onClick={() => onChange(option)}
          className={buttonClass({
            kind: option === range ? 'chosen' : 'secondary',
            className: '-ml-px rounded-none first:ml-0 first:rounded-l-md last:rounded-r-md aria-pressed:z-1',
          })}
        >
          {rangeSpecs[option].label}
        </button>
      ))}
    </div>
  )
}
