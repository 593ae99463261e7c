import { columnChoicesOf, keepChosen } from '@/components/data-table/optional-columns'

/** Widths, and where a column goes on a narrow screen: e-mail and waiting, reason, status and retry. */
const all = [
  { id: 'pick', head: 'Select', layout: 'w-8.5 pl-4 pr-0! max-sm:order-1 max-sm:row-span-3 max-sm:w-auto max-sm:pl-0 max-sm:pt-0.5' },
  { id: 'status', head: 'Status', layout: 'w-32 max-sm:order-5 max-sm:col-start-2 max-sm:w-auto' },
  { id: 'customer', head: 'Customer', layout: 'w-54 max-sm:order-2 max-sm:col-start-2 max-sm:w-auto' },
  { id: 'why', head: 'Why', layout: 'max-sm:order-4 max-sm:col-span-2 max-sm:col-start-2 max-sm:w-auto' },
  { id: 'retry', head: 'Retry', layout: 'w-25 max-sm:order-6 max-sm:w-auto max-sm:text-right' },
  { id: 'number', head: 'Number', layout: 'w-28.5 whitespace-nowrap max-sm:hidden @max-[980px]:hidden' },
  { id: 'tier', head: 'Tier', layout: 'w-16.5 max-sm:hidden @max-[980px]:hidden' },
  { id: 'subscription', head: 'Subscription', layout: 'w-26 max-sm:hidden @max-[980px]:hidden' },
  { id: 'changed', head: 'Last change', layout: 'w-26 whitespace-nowrap text-right! max-sm:hidden @max-[980px]:hidden' },
  { id: 'waiting', head: 'Waiting', layout: 'w-21.5 whitespace-nowrap text-right! max-sm:order-3 max-sm:w-auto' },
] as const

export type CustomerColumn = (typeof all)[number]
export const customerColumns: readonly CustomerColumn[] = all

/** What a reader may put away or bring in; the rest is what a row is. */
export const optionalColumns = ['retry', 'number', 'tier', 'subscription', 'changed', 'waiting'] as const
export type OptionalColumn = (typeof optionalColumns)[number]
export const columnsAtFirst: readonly OptionalColumn[] = ['retry', 'number', 'tier', 'waiting']

/** The same with their heads, for the menu. */
export const columnChoices = columnChoicesOf(all, optionalColumns)

/** The columns of the page, without the boxes when nothing can be selected. */
export function shownColumns(chosen: readonly OptionalColumn[], selectable: boolean): CustomerColumn[] {
  return keepChosen(all, optionalColumns, chosen).filter(({ id }) => id !== 'pick' || selectable)
}

/** Pixels; rows have one height, which the list counts with. */
export const customerRowHeight = { wide: 32, narrow: 96 } as const
