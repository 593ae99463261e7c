import { cn } from '@/lib/cn'
import { shapes, type Shape } from './shapes'

/** The shape of a status, 14 px. The word beside it says the same, so it is hidden from readers. */
export function StatusIcon({ shape, className }: { shape: Shape; className?: string }) {
  return (
    <svg
      aria-hidden
      width="14"
      height="14"
      viewBox="0 0 14 14"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={cn('shrink-0', shape === 'turning' && 'animate-turn', className)}
    >
      {shapes[shape]}
    </svg>
  )
}
