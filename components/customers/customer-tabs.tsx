'use client'

import { CountTabs } from '@/components/ui/count-tabs'
import { countOfTab, customerTabs, type CustomerCounts, type CustomerTab } from '@/lib/customers/filter'
import { customerTabLabels } from './words'

/** The statuses that one looks at most, each with its count. */
export function CustomerTabs({ tab, counts, onChange }: { tab: CustomerTab | null; counts: CustomerCounts | undefined; onChange: (tab: CustomerTab) => void }) {
  const tabs = customerTabs.map((value) => ({ value, label: customerTabLabels[value], count: counts && countOfTab(value, counts) }))
  return <CountTabs label="Which customers" chosen={tab} tabs={tabs} onChange={onChange} />
}
