import { Skeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <div role="status" aria-label="Loading" className="mx-auto max-w-[1288px] px-6 pt-5 max-sm:px-4">
      <Skeleton className="w-24" />
      <Skeleton className="mt-5 h-4 w-64" />
      <Skeleton className="mt-8 h-px w-full" />
      <Skeleton className="mt-10 h-44 w-full rounded-lg opacity-50" />
    </div>
  )
}
