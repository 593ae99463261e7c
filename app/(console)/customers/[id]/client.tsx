'use client'

import { useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { useState } from 'react'
import { CustomerFacts } from '@/components/customer/customer-facts'
import { CustomerHeader } from '@/components/customer/customer-header'
import { CustomerNotes } from '@/components/customer/customer-notes'
import { CustomerTimeline } from '@/components/customer/customer-timeline'
import { StaffDeeds } from '@/components/customer/staff-deeds'
import { CustomerPaddleEvents } from '@/components/paddle/customer-events'
import { StaleNotice } from '@/components/shell/stale-notice'
import { CustomerVerdict } from '@/components/verdict/customer-verdict'
import type { Staff } from '@/lib/auth/roles'
import { runsAtFirst, runsAtMost } from '@/lib/queries/customer/options'
import { useLiveCustomer } from '@/lib/queries/customer/use-live-customer'
import { staffNamesOptions } from '@/lib/queries/staff/options'
import { useSupabase } from '@/lib/supabase/client-provider'
import { actOnCustomer, addCustomerNote, deleteCustomerNote, editCustomerNote } from './actions'
import { customerSearchParams } from './search-params'
import { CustomerFailure } from './states'

const noteActions = { add: addCustomerNote, edit: editCustomerNote, remove: deleteCustomerNote }

/** One customer: what is so, the action, the evidence. */
export function CustomerClient({ id, staff }: { id: string; staff: Staff }) {
  const [runs, setRuns] = useState(runsAtFirst)
  const [params, setParams] = useQueryStates(customerSearchParams)
  const { query, refetch } = useLiveCustomer(id, runs)
  const names = useQuery(staffNamesOptions(useSupabase()))
  const page = query.data
  if (!page) return null
  return (
    <div className="h-full overflow-y-auto">
      <StaleNotice onReload={refetch} />
      {query.isError ? <CustomerFailure id={id} error={query.error} at={query.dataUpdatedAt} onRetry={refetch} /> : null}
      <div className="mx-auto max-w-[1288px] px-6 pt-3 pb-12 max-sm:px-4">
        <CustomerHeader page={page} />
        <div className="mt-5 grid grid-cols-[minmax(0,1fr)_320px] gap-8 max-xl:grid-cols-1">
          <div className="min-w-0">
            <CustomerVerdict page={page} role={staff.role} ask={actOnCustomer} onAnswer={refetch} />
            <CustomerPaddleEvents events={page.paddleEvents} />
            <CustomerTimeline
              page={page}
              people={{ names: names.data ?? {}, self: staff.id }}
              only={params.runs}
              onOnly={(only) => void setParams({ runs: only })}
              onMore={() => setRuns(runsAtMost)}
              reading={query.isPlaceholderData}
            />
            <StaffDeeds page={page} />
          </div>
          <aside aria-label="Facts" className="min-w-0">
            <CustomerFacts page={page} />
            <CustomerNotes userId={id} notes={page.notes} staff={staff} actions={noteActions} onChanged={refetch} />
          </aside>
        </div>
      </div>
    </div>
  )
}
