/** A small line from zero with a dot at its end; the figure above it says the value. */
export function Sparkline({ values, quiet = false, height = 28 }: { values: readonly (number | null)[]; quiet?: boolean; height?: number }) {
  const known = values.flatMap((value, index) => (value === null ? [] : [{ value, index }]))
  const highest = Math.max(...known.map(({ value }) => value), 0)
  const lowest = quiet ? Math.min(...known.map(({ value }) => value), highest) : 0
  // A line from zero, but for resources: those move by little and the shape is what counts.
  const floor = quiet ? lowest - (highest - lowest || 1) : 0
  const x = (index: number) => (values.length < 2 ? 0 : (100 * index) / (values.length - 1))
  const y = (value: number) => height - 3 - (height - 6) * ((value - floor) / (highest - floor || 1))
  const points = known.map(({ value, index }) => `${x(index).toFixed(2)},${y(value).toFixed(2)}`)
  const last = known.at(-1)
  const first = known[0]
  if (!last || !first || known.length < 2) return <span aria-hidden className="block border-b border-line" style={{ height }} />
  return (
    <span aria-hidden className="relative block" style={{ height }}>
      <svg viewBox={`0 0 100 ${height}`} preserveAspectRatio="none" className="absolute inset-0 size-full overflow-visible">
        {quiet ? null : <polygon points={`${x(first.index)},${height} ${points.join(' ')} ${x(last.index)},${height}`} fill="var(--chart-1-area)" />}
        <polyline points={points.join(' ')} fill="none" stroke={quiet ? 'var(--ink-3)' : 'var(--chart-1)'} strokeWidth={quiet ? 1.25 : 1.5} vectorEffect="non-scaling-stroke" />
      </svg>
      {quiet ? null : (
        <span className="absolute size-1.5 -translate-x-1/2 -translate-y-1/2 rounded-full" style={{ left: `${x(last.index)}%`, top: y(last.value), background: 'var(--chart-1)' }} />
      )}
    </span>
  )
}
