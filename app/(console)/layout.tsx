import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import { cookies } from 'next/headers'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { after } from 'next/server'
import type { ReactNode } from 'react'
import { signOut } from '@/app/(auth)/actions'
import { startAgain, stopAll } from './rollout/actions'
import { Shell } from '@/components/shell/shell'
import { requireStaff } from '@/lib/auth/require-staff'
import { readEnv } from '@/lib/env.server'
import { KeyboardProvider } from '@/lib/keyboard/keyboard-provider'
import { noCustomerFilter } from '@/lib/customers/filter'
import { customerCountsOptions } from '@/lib/queries/customers/options'
import { alertBadgeOptions } from '@/lib/queries/alerts/options'
import { createQueryClient } from '@/lib/queries/query-client'
import { QueryProvider } from '@/lib/queries/query-provider'
import { rolloutStatusOptions } from '@/lib/queries/rollout/options'
import { LiveProvider } from '@/lib/realtime/live-provider'
import { reportOutage } from '@/lib/services/health/report-outage'
import { SelfProvider } from '@/lib/staff/self-provider'
import { createServerSupabase } from '@/lib/supabase/server'
import { parseTheme, themeCookie } from '@/lib/theme/theme'

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const staff = await requireStaff('/')
  const theme = parseTheme((await cookies()).get(themeCookie)?.value)
  const cache = createQueryClient()
  // A failed read leaves the frame to the browser, which asks again.
  const supabase = await createServerSupabase()
  await Promise.all([cache.prefetchQuery(rolloutStatusOptions(supabase)), cache.prefetchQuery(customerCountsOptions(supabase, noCustomerFilter)), cache.prefetchQuery(alertBadgeOptions(supabase))])
  // After the answer: nobody waits for it, and what fails is kept for the next page.
  after(() => reportOutage(supabase))
  return (
    <NuqsAdapter>
      <QueryProvider>
        <LiveProvider>
          <KeyboardProvider>
            <HydrationBoundary state={dehydrate(cache)}>
              <SelfProvider id={staff.id}>
                <Shell staff={staff} theme={theme} environment={readEnv().environment} signOut={signOut} stopActions={{ stop: stopAll, start: startAgain }}>
                  {children}
                </Shell>
              </SelfProvider>
            </HydrationBoundary>
          </KeyboardProvider>
        </LiveProvider>
      </QueryProvider>
    </NuqsAdapter>
  )
}
