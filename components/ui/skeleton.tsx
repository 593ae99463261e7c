import { cn } from '@/lib/cn'

/** Stands where text will be, at its size. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn('block h-2 rounded-sm bg-skeleton', className)} />
}
