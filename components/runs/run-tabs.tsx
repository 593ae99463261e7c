'use client'

import { CountTabs } from '@/components/ui/count-tabs'
import { runTabLabels, runTabs, type RunTab } from '@/lib/runs/tabs'

type Props = { tab: RunTab | null; counts: Record<RunTab, number> | undefined; onChange: (tab: RunTab) => void }

/** The ways to look at the runs, each with its count. */
export function RunTabs({ tab, counts, onChange }: Props) {
  const tabs = runTabs.map((value) => ({ value, label: runTabLabels[value], count: counts?.[value] }))
  return <CountTabs label="Which runs" chosen={tab} tabs={tabs} onChange={onChange} className="max-sm:order-3" />
}
