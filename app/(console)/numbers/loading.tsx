import { TableSkeleton } from '@/components/data-table/table-skeleton'

export default function Loading() {
  return (
    <div>
      <div className="flex h-11 items-center border-b border-line px-6 max-sm:px-4">
        <p className="text-md font-semibold">Numbers</p>
      </div>
      <div className="h-7 border-b border-line" />
      <TableSkeleton />
    </div>
  )
}
