import { cn } from '@/lib/cn'
import { Kbd } from '@/components/ui/kbd'
import type { Tip } from './plot'

/** The period, then name, value and the count behind it. */
export function ChartTip({ tip, left }: { tip: Tip; left: number }) {
  return (
    <div
      aria-hidden
      className={cn('pointer-events-none absolute top-6 z-10 w-60 rounded-lg bg-raised p-3 shadow-float', left > 50 ? '-translate-x-[calc(100%+12px)]' : 'translate-x-3')}
      style={{ left: `${left}%` }}
    >
      <p className="text-sm text-ink-2">{tip.title}</p>
      <table className="mt-1 w-full">
        <tbody>
          {tip.rows.map((row) => (
            <tr key={row.name}>
              <td className="py-0.5">
                <span className="mr-2 inline-block size-2.5 rounded-[2px]" style={{ background: row.color }} />
                {row.name}
              </td>
              <td className="text-right font-medium">{row.value}</td>
              <td className="pl-2 text-right whitespace-nowrap text-ink-2">{row.ground}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 flex items-center gap-1.5 border-t border-line pt-2 text-sm text-ink-2">
        <Kbd>↵</Kbd> {tip.opens}
      </p>
    </div>
  )
}
