'use client'

import { CountTabs } from '@/components/ui/count-tabs'
import { numberUses, type NumberCounts, type NumberUse } from '@/lib/numbers/number'
import { numberSigns } from './signs'

type Props = { use: NumberUse | null; counts: NumberCounts | undefined; onChange: (use: NumberUse | null) => void }

/** The uses, each with its count. */
export function UseTabs({ use, counts, onChange }: Props) {
  const uses = numberUses.map((value) => ({ value, label: numberSigns[value].word, count: counts && (counts.uses[value] ?? 0) }))
  return (
    <CountTabs
      label="Which numbers"
      chosen={use ?? 'all'}
      tabs={[{ value: 'all' as const, label: 'All', count: counts?.total }, ...uses]}
      onChange={(value) => onChange(value === 'all' ? null : value)}
      className="h-11"
    />
  )
}
