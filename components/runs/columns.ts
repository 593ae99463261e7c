import { columnChoicesOf, keepChosen } from '@/components/data-table/optional-columns'

/** Widths, and where a column goes when the sheet takes its room or the screen is narrow. */
const all = [
  { id: 'pick', head: 'Select', layout: 'w-8.5 pl-4 pr-0! max-sm:hidden' },
  { id: 'time', head: 'Time', layout: 'w-24.5 max-sm:order-2 max-sm:w-auto max-sm:text-right' },
  { id: 'status', head: 'Status', layout: 'w-30 max-sm:order-4 max-sm:w-auto' },
  { id: 'action', head: 'Action', layout: 'w-17 @max-[560px]:hidden' },
  { id: 'customer', head: 'Customer', layout: 'w-50 max-sm:order-1 max-sm:w-auto' },
  { id: 'sentence', head: 'What happened', layout: 'max-sm:order-3 max-sm:col-span-2 max-sm:w-auto' },
  { id: 'number', head: 'Number', layout: 'w-30 whitespace-nowrap max-sm:hidden @max-[980px]:hidden' },
  { id: 'code', head: 'Code', layout: 'w-17 max-sm:hidden @max-[860px]:hidden' },
  { id: 'working', head: 'Working', layout: 'w-16 whitespace-nowrap text-right! text-ink-2 max-sm:hidden @max-[980px]:hidden' },
  { id: 'waiting', head: 'Waiting', layout: 'w-16.5 whitespace-nowrap text-right! text-ink-2 max-sm:hidden @max-[980px]:hidden' },
  { id: 'attempts', head: 'Attempts', layout: 'w-17 text-right! text-ink-2 max-sm:hidden @max-[980px]:hidden' },
  { id: 'by', head: 'By', layout: 'w-27 max-sm:order-5 max-sm:w-auto max-sm:self-center max-sm:text-right max-sm:text-ink-2 sm:@max-[980px]:hidden' },
] as const

export type RunColumn = (typeof all)[number]

/** What a reader may put away or bring in; the rest is what a row is. */
export const optionalRunColumns = ['action', 'number', 'code', 'working', 'waiting', 'attempts', 'by'] as const
export type OptionalRunColumn = (typeof optionalRunColumns)[number]
export const runColumnsAtFirst: readonly OptionalRunColumn[] = ['action', 'code', 'waiting', 'by']

/** The same with their heads, for the menu. */
export const runColumnChoices = columnChoicesOf(all, optionalRunColumns)

/** The columns of the log. */
export function shownRunColumns(chosen: readonly OptionalRunColumn[]): RunColumn[] {
  return keepChosen(all, optionalRunColumns, chosen)
}

/** Pixels; rows have one height, which the list counts with. */
export const logRowHeight = { wide: 28, narrow: 84 } as const
