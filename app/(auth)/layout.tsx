import type { ReactNode } from 'react'
import { Brand } from '@/components/shell/brand'
import { EnvironmentBadge } from '@/components/shell/environment-badge'
import { readEnv } from '@/lib/env.server'

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[360px] flex-col px-6 pt-[18vh] pb-12 max-sm:pt-12">
      <div className="mb-6 flex items-center justify-between">
        <Brand />
        <EnvironmentBadge name={readEnv().environment} />
      </div>
      {children}
    </main>
  )
}
