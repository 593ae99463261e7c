'use client'

import { ActivationSection } from '@/components/rollout/activation-section'
import { ChangeSection } from '@/components/rollout/change-section'
import { GuardCard } from '@/components/rollout/guard-card'
import { HistoryTable } from '@/components/rollout/history-table'
import { OverrideList } from '@/components/rollout/override-list'
import { RolloutHead } from '@/components/rollout/rollout-head'
import { StopSection } from '@/components/rollout/stop-section'
import { WhySection } from '@/components/rollout/why-section'
import { Failure } from '@/components/shell/failure'
import { StaleNotice } from '@/components/shell/stale-notice'
import { isAtLeast, type Staff } from '@/lib/auth/roles'
import { useRolloutHistory, useRolloutOverrides, useRolloutPreview } from '@/lib/queries/rollout/use-rollout-reads'
import { useRolloutStatus } from '@/lib/queries/rollout/use-rollout-status'
import { activateProject, resumeGuard, revertChange, saveLimits, saveOverrides, savePercentage, startAgain, stopAll } from './actions'

/** Who goes through Switchboard: where it stands, what a change would do, who changed it. */
export function RolloutClient({ staff, projectRef }: { staff: Staff; projectRef: string }) {
  const { data: status, isError, refetch } = useRolloutStatus()
  const history = useRolloutHistory()
  const overrides = useRolloutOverrides()
  const counts = useRolloutPreview(status?.percentage_bp ?? 0)
  const mayChange = isAtLeast(staff.role, 'admin')
  if (!status) return isError ? <Failure title="The rollout could not be read" onRetry={() => void refetch()} /> : null
  const people = overrides.data ?? []
  return (
    <div className="h-full overflow-y-auto">
      <StaleNotice onReload={() => void refetch()} />
      {isError ? <Failure title="The rollout could not be read again" onRetry={() => void refetch()} /> : null}
      <div className="mx-auto max-w-[1288px] px-6 pt-4 pb-12 max-sm:px-4">
        <header className="flex flex-wrap items-baseline gap-x-3 border-b border-line pb-4">
          <h1 className="text-lg font-semibold">Rollout</h1>
          <p className="text-ink-2">Who goes through Switchboard. Everybody else stays on the old system.</p>
        </header>
        {status.activated_at === null ? <ActivationSection projectRef={projectRef} mayChange={mayChange} activate={activateProject} /> : null}
        {/* On a narrow screen the columns dissolve, so that the guard follows the percentage. */}
        <div className="grid grid-cols-[minmax(0,1fr)_376px] gap-8 max-xl:flex max-xl:flex-col max-xl:gap-0">
          <div className="min-w-0 max-xl:contents">
            <RolloutHead status={status} counts={counts.data} />
            <ChangeSection status={status} newest={history.data?.changes[0]} mayChange={mayChange} save={savePercentage} />
            <div className="grid grid-cols-2 gap-8 border-t border-line py-4 max-sm:grid-cols-1">
              <OverrideList list="allow" people={people.filter((each) => each.verdict === 'allow')} mayChange={mayChange} save={saveOverrides} />
              <OverrideList list="deny" people={people.filter((each) => each.verdict === 'deny')} mayChange={mayChange} save={saveOverrides} />
            </div>
            {history.data ? <HistoryTable history={history.data} version={status.version} mayChange={mayChange} revert={revertChange} /> : null}
          </div>
          <aside aria-label="Guard and help" className="min-w-0 pt-4 max-xl:contents">
            <GuardCard status={status} mayChange={mayChange} resume={resumeGuard} saveLimits={saveLimits} />
            <WhySection bp={status.percentage_bp} />
            <StopSection stopped={status.stopped} version={status.version} mayChange={mayChange} actions={{ stop: stopAll, start: startAgain }} />
          </aside>
        </div>
      </div>
    </div>
  )
}
