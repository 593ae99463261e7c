'use client'

import { useState } from 'react'
import { Halts } from '@/components/alert/halts'
import { IncidentActions } from '@/components/alert/incident-actions'
import { IncidentCard } from '@/components/alert/incident-card'
import { IncidentList } from '@/components/alert/incident-list'
import { JudgedNotice } from '@/components/alert/judged-notice'
import { Notifications } from '@/components/alert/notifications'
import { PastIncidents } from '@/components/alert/past-incidents'
import { RuleDialog } from '@/components/alert/rule-dialog'
import { RulesTable } from '@/components/alert/rules-table'
import { WaitingPaddleEvents } from '@/components/paddle/waiting-events'
import { TableSkeleton } from '@/components/data-table/table-skeleton'
import { Failure } from '@/components/shell/failure'
import { StaleNotice } from '@/components/shell/stale-notice'
import { Relative } from '@/components/time/moment'
import { EmptyState } from '@/components/ui/empty-state'
import type { AlertRule, Alerts } from '@/lib/alerts/alert'
import { isAtLeast, type Staff } from '@/lib/auth/roles'
import { useLiveAlerts } from '@/lib/queries/alerts/use-live-alerts'
import { acknowledge, changeRule, resumeScope, sendTest, silence } from './actions'

/** What fires, who has it, what to do; then the past, the rules and where messages go. */
export function AlertsClient({ self, chosen }: { self: Staff; chosen: number | null }) {
  const { alerts, incident, refetch } = useLiveAlerts(chosen)
  return (
    <div className="h-full overflow-y-auto">
      <StaleNotice onReload={refetch} />
      {alerts.isError ? <Failure title={alerts.data ? 'The newest alerts could not be read' : 'The alerts could not be read'} onRetry={refetch} /> : null}
      <div className="px-6 pt-4 pb-12 max-sm:px-4">
        <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-lg font-semibold">Alerts</h1>
          <p className="ml-auto text-sm text-ink-3 max-sm:ml-0">{alerts.data?.evaluated_at ? <>Judged every 10 s, last <Relative at={alerts.data.evaluated_at} /></> : null}</p>
        </div>
        {alerts.isPending ? <TableSkeleton rows={6} /> : null}
        {alerts.data ? <Parts alerts={alerts.data} incident={incident} chosen={chosen} self={self} refetch={refetch} /> : null}
      </div>
    </div>
  )
}

type PartsProps = { alerts: Alerts; incident: ReturnType<typeof useLiveAlerts>['incident']; chosen: number | null; self: Staff; refetch: () => void }

function Parts({ alerts, incident, chosen, self, refetch }: PartsProps) {
  const [changing, setChanging] = useState<AlertRule | null>(null)
  const isAdmin = isAtLeast(self.role, 'admin')
  return (
    <>
      <JudgedNotice at={alerts.evaluated_at} />
      <div className="grid grid-cols-[minmax(0,1fr)_360px] gap-8 max-xl:grid-cols-1">
        <div className="flex min-w-0 flex-col gap-6">
          {alerts.open.length > 1 || (alerts.open.length > 0 && chosen !== null) ? <IncidentList incidents={alerts.open} shown={incident.data?.id ?? null} /> : null}
          <Chosen incident={incident} chosen={chosen} open={alerts.open.length} self={self} refetch={refetch} />
          <WaitingPaddleEvents />
          <PastIncidents incidents={alerts.past} />
        </div>
        <div className="flex min-w-0 flex-col gap-8">
          <RulesTable rules={alerts.rules} open={alerts.open} onChange={isAdmin ? setChanging : null} />
          <Notifications alerts={alerts} sendTest={isAdmin ? sendTest : null} />
        </div>
      </div>
      <RuleDialog rule={changing} change={changeRule} onClose={() => setChanging(null)} onDone={refetch} />
    </>
  )
}

function Chosen({ incident, chosen, open, self, refetch }: Omit<PartsProps, 'alerts'> & { open: number }) {
  if (incident.isError && !incident.data) return <Failure title="The incident could not be read" onRetry={refetch} />
  if (incident.data && (chosen !== null || open > 0)) {
    return (
      <IncidentCard
        incident={incident.data}
        actions={<IncidentActions key={incident.data.id} incident={incident.data} mayHandle={isAtLeast(self.role, 'operator')} acknowledge={acknowledge} silence={silence} onDone={refetch} />}
      >
        {incident.data.rule === 'halted' && incident.data.state !== 'resolved' ? <Halts resume={isAtLeast(self.role, 'admin') ? resumeScope : null} onDone={refetch} /> : null}
      </IncidentCard>
    )
  }
  if (chosen !== null && incident.data === null) return <EmptyState title={`There is no incident ${chosen}`}>One that never fired is not kept.</EmptyState>
  if (open === 0) return <EmptyState title="Nothing fires">Every rule is under its limit. What fires appears here by itself.</EmptyState>
  return <TableSkeleton rows={6} />
}
