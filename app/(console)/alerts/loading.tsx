import { TableSkeleton } from '@/components/data-table/table-skeleton'

export default function Loading() {
  return (
    <div className="px-6 pt-4 max-sm:px-4">
      <p className="mb-4 text-lg font-semibold">Alerts</p>
      <TableSkeleton rows={8} />
    </div>
  )
}
