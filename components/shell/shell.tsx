import Link from 'next/link'
import type { ReactNode } from 'react'
import { WholeOnFocus } from '@/components/data-table/whole'
import { SearchBox } from '@/components/search/search-box'
import { RolloutChip } from '@/components/rollout/rollout-chip'
import { StopButton, type StopActions } from '@/components/rollout/stop-button'
import { StoppedBanner } from '@/components/rollout/stopped-banner'
import type { Staff } from '@/lib/auth/roles'
import type { Theme } from '@/lib/theme/theme'
import { Brand, Mark } from './brand'
import { ConnectionBadge } from './connection-badge'
import { EnvironmentBadge } from './environment-badge'
import { MobileMenu } from './mobile-menu'
import { NavLinks } from './nav-links'
import { homePath } from './navigation'
import { OwnRights } from './own-rights'
import { ShortcutsDialog } from '@/components/ui/shortcuts-dialog'
import { ProviderHealth } from './provider-health'
import { UserMenu } from './user-menu'

type Props = { staff: Staff; theme: Theme; environment: string; signOut: () => Promise<void>; stopActions: StopActions; children: ReactNode }

/** Around every page of the console: sidebar, top bar, content. Below 1024 the sidebar is a menu, so that a list has the width. */
export function Shell({ staff, theme, environment, signOut, stopActions, children }: Props) {
  const account = <UserMenu staff={staff} theme={theme} signOut={signOut} />
  return (
    <div className="grid h-dvh grid-rows-[auto_1fr] overflow-hidden lg:grid-cols-[200px_1fr]">
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-raised px-3 py-1.5 font-medium shadow-float focus:translate-y-0"
      >
        Skip to content
      </a>
      <WholeOnFocus />
      <OwnRights staff={staff} />
      <aside className="row-span-2 flex flex-col border-r border-line bg-sunken max-lg:hidden">
        <div className="flex h-12 shrink-0 items-center justify-between gap-2 pr-2 pl-4">
          <Link href={homePath} className="flex rounded-sm">
            <Brand />
          </Link>
          <EnvironmentBadge name={environment} />
        </div>
        <NavLinks />
        <div className="mt-auto">
          <ProviderHealth />
        </div>
        <div className="flex items-center gap-1 border-t border-line p-2">
          <div className="min-w-0 flex-1">{account}</div>
          <ShortcutsDialog />
        </div>
      </aside>
      <div className="min-w-0">
        <header className="flex h-12 items-center gap-2 border-b border-line px-6 max-lg:pl-2 max-sm:pr-2">
          <div className="flex items-center gap-1 lg:hidden">
            <MobileMenu health={<ProviderHealth />} footer={account} />
            <Link href={homePath} aria-label="Switchboard, start page" className="flex size-8 items-center justify-center rounded-md">
              <Mark />
            </Link>
            <EnvironmentBadge name={environment} />
          </div>
          <div className="min-w-0 flex-1 max-sm:order-2 max-sm:flex-none">
            <SearchBox />
          </div>
          <div className="ml-auto flex items-center gap-3">
            <ConnectionBadge />
            <span aria-hidden className="h-5 w-px bg-line max-lg:hidden" />
            <RolloutChip />
            <StopButton role={staff.role} actions={stopActions} />
          </div>
        </header>
        <StoppedBanner role={staff.role} start={stopActions.start} />
      </div>
      <main id="content" tabIndex={-1} className="min-h-0 min-w-0 overflow-hidden outline-none">
        {children}
      </main>
    </div>
  )
}
