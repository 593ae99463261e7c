'use client'

type Props = { nowBp: number; bp: number; off: boolean; onChange: (bp: number) => void }

/** The rollout as a line: solid is in now, hatched is what the draft would move. */
export function ShareSlider({ nowBp, bp, off, onChange }: Props) {
  const low = Math.min(nowBp, bp) / 100
  const high = Math.max(nowBp, bp) / 100
  return (
    <div className="relative my-3 h-6">
      <div aria-hidden className="absolute inset-x-0 top-2 h-2 rounded-sm bg-chart-rest">
        <div className="absolute inset-y-0 left-0 rounded-l-sm bg-accent" style={{ width: `${low}%` }} />
        <div className="hatched-accent absolute inset-y-0 bg-canvas" style={{ left: `${low}%`, width: `${high - low}%` }} />
        <div className="absolute -inset-y-1 w-0.5 -translate-x-px bg-ink" style={{ left: `${nowBp / 100}%` }} />
      </div>
      <input
        type="range"
        aria-label="Rollout percentage"
        aria-valuetext={`${(bp / 100).toFixed(2)}%`}
        min={0}
        max={10_000}
        step={1}
        value={bp}
        disabled={off}
        onChange={(event) => onChange(Number(event.target.value))}
        className="share-slider absolute inset-0 w-full"
      />
    </div>
  )
}
