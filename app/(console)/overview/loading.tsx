import { OverviewSkeleton } from '@/components/overview/overview-skeleton'

export default function Loading() {
  return (
    <div className="h-full overflow-hidden px-6 pt-5 max-sm:px-4">
      <h1 className="text-lg font-semibold">Overview</h1>
      <div className="mt-4 flex flex-col gap-4">
        <OverviewSkeleton />
      </div>
    </div>
  )
}
