import type { Metadata, Viewport } from 'next'
import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { Toaster } from '@/components/ui/toaster'
import { TooltipProvider } from '@/components/ui/tooltip'
import { ClockProvider } from '@/lib/clock/clock-provider'
import { parseZone, zoneCookie } from '@/lib/clock/zone-cookie'
import { readEnv } from '@/lib/env.server'
import { SupabaseProvider } from '@/lib/supabase/client-provider'
import { parseTheme, themeCookie } from '@/lib/theme/theme'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Switchboard', template: '%s · Switchboard' },
  description: 'A phone number for every paying customer, and one place to see and fix it',
  robots: { index: false, follow: false },
}

export const viewport: Viewport = { colorScheme: 'light dark', width: 'device-width', initialScale: 1 }

export default async function RootLayout({ children }: { children: ReactNode }) {
  const store = await cookies()
  const theme = parseTheme(store.get(themeCookie)?.value)
  return (
    <html
      lang="en"
      data-theme={theme === 'system' ? undefined : theme}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      suppressHydrationWarning
    >
      <body>
        <SupabaseProvider env={readEnv()}>
          <ClockProvider timeZone={parseZone(store.get(zoneCookie)?.value)} serverNow={Date.now()}>
            <TooltipProvider>{children}</TooltipProvider>
            <Toaster />
          </ClockProvider>
        </SupabaseProvider>
      </body>
    </html>
  )
}
