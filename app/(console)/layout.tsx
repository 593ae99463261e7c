import { cookies } from 'next/headers'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { signOut } from '@/app/(auth)/actions'
import { Shell } from '@/components/shell/shell'
import { requireStaff } from '@/lib/auth/require-staff'
import { readEnv } from '@/lib/env.server'
import { KeyboardProvider } from '@/lib/keyboard/keyboard-provider'
import { QueryProvider } from '@/lib/queries/query-provider'
import { LiveProvider } from '@/lib/realtime/live-provider'
import { parseTheme, themeCookie } from '@/lib/theme/theme'

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const staff = await requireStaff('/')
  const theme = parseTheme((await cookies()).get(themeCookie)?.value)
  return (
    <NuqsAdapter>
      <QueryProvider>
        <LiveProvider>
          <KeyboardProvider>
            <Shell staff={staff} theme={theme} environment={readEnv().environment} signOut={signOut}>
              {children}
            </Shell>
          </KeyboardProvider>
        </LiveProvider>
      </QueryProvider>
    </NuqsAdapter>
  )
}
