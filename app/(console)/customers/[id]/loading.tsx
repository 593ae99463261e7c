import { Skeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <div role="status" aria-label="Loading" className="mx-auto max-w-[1288px] px-6 pt-5 max-sm:px-4">
      <Skeleton className="w-32" />
      <Skeleton className="mt-6 h-4 w-72" />
      <Skeleton className="mt-6 h-px w-full" />
      <Skeleton className="mt-3 h-4 w-2/3" />
      <div className="mt-10 grid grid-cols-[minmax(0,1fr)_320px] gap-8 max-xl:grid-cols-1">
        <Skeleton className="h-72 w-full rounded-lg opacity-50" />
        <Skeleton className="h-72 w-full opacity-30 max-lg:hidden" />
      </div>
    </div>
  )
}
