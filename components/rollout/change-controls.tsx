'use client'

import { useId, useState } from 'react'
import { cn } from '@/lib/cn'
import { formatShare, formatShareExact, parseShare, presets } from '@/lib/rollout/share'

type Props = { bp: number; nowBp: number; off: boolean; note: string | null; onChoose: (bp: number) => void }

/** The stages of the plan, and a field for any hundredth of a percent. */
export function ChangeControls({ bp, nowBp, off, note, onChoose }: Props) {
  const hint = useId()
  const [text, setText] = useState<string | null>(null)
  const wrong = text !== null && parseShare(text) === null
  const type = (next: string) => {
    setText(next)
    const parsed = parseShare(next)
    if (parsed !== null) onChoose(parsed)
  }
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-2">
      <h2 className="font-semibold">Change</h2>
      <span className="text-ink-2">{note}</span>
      <div role="group" aria-label="Stages" className="ml-auto flex max-sm:ml-0 max-sm:w-full">
        {presets.map((preset) => (
          <button
            key={preset.bp}
            type="button"
            aria-disabled={off || undefined}
            aria-pressed={bp === preset.bp}
            onClick={() => {
              if (off) return
              setText(null)
              onChoose(preset.bp)
            }}
            className={cn(
              '-ml-px h-7 border border-line-strong bg-raised px-2.5 whitespace-nowrap first:ml-0 first:rounded-l-md last:rounded-r-md focus-visible:z-10 max-sm:h-10 max-sm:flex-auto max-sm:px-1.5',
              off ? 'cursor-not-allowed text-ink-2' : 'hover:bg-hover',
              bp === preset.bp && 'bg-selected text-accent-ink',
            )}
          >
            {preset.label} {formatShare(preset.bp)}
            {preset.bp === nowBp ? <span className="text-ink-2 max-sm:hidden"> now</span> : null}
          </button>
        ))}
      </div>
      <div>
        <span className={cn('flex h-7 items-center rounded-md border bg-raised pr-2 pl-2.5 outline-offset-1 outline-focus has-focus-visible:outline-2 max-sm:h-10', wrong ? 'border-danger' : 'border-line-strong')}>
          <input
            aria-label="Percentage"
            inputMode="decimal"
            value={text ?? formatShareExact(bp)}
            readOnly={off}
            aria-invalid={wrong || undefined}
            aria-describedby={wrong ? hint : undefined}
            onChange={(event) => type(event.target.value)}
            onBlur={() => setText(null)}
            className="w-14 bg-transparent outline-none"
          />
          <span aria-hidden className="text-ink-3">
            %
          </span>
        </span>
        {wrong ? (
          <p id={hint} className="text-sm text-danger">
            0 to 100, in steps of 0.01
          </p>
        ) : null}
      </div>
    </div>
  )
}
