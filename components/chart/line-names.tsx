import { lastValue, rightRoom, spread, type Plot } from './plot'

/** The names of the lines at their right end, in their colour, with the last value. */
export function LineNames({ plot }: { plot: Plot }) {
  const named = plot.lines.flatMap((line) => {
    const value = lastValue(line)
    return value === null ? [] : [{ name: `${line.name} ${(plot.say ?? plot.format)(value)}`, color: line.dashed ? 'var(--ink-3)' : line.color, value }]
  })
  for (const { words, at } of plot.limits ?? []) named.push({ name: words, color: 'var(--danger)', value: at })
  const inner = plot.height - 12
  const tops = spread(named.map(({ value }) => inner * (1 - Math.min(1, value / plot.max))), 14, inner)
  return (
    <div aria-hidden className="absolute top-1.5 right-0 text-xs" style={{ width: rightRoom - 8, height: inner }}>
      {named.map(({ name, color }, index) => (
        <span key={name} className="absolute left-0 -translate-y-1/2 whitespace-nowrap" style={{ top: tops[index], color }}>
          {name}
        </span>
      ))}
    </div>
  )
}
