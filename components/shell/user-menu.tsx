'use client'

import { ChevronsUpDown } from 'lucide-react'
import { useTransition } from 'react'
import { Menu, MenuItem, MenuLine, MenuRadio } from '@/components/ui/menu'
import type { Staff } from '@/lib/auth/roles'
import { formatWord } from '@/lib/format/words'
import { useTheme } from '@/lib/theme/use-theme'
import type { Theme } from '@/lib/theme/theme'

const themeOptions = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

/** Who is signed in, with which role; theme and sign-out. */
export function UserMenu({ staff, theme: remembered, signOut }: { staff: Staff; theme: Theme; signOut: () => Promise<void> }) {
  const [theme, setTheme] = useTheme(remembered)
  const [leaving, startLeaving] = useTransition()
  return (
    <Menu
      label="Your account"
      align="start"
      side="top"
      trigger={
        <button
          type="button"
          aria-label={`Your account: ${staff.name}, ${staff.role}`}
          className="flex h-11 w-full items-center gap-1.5 rounded-md px-2 text-left transition-colors hover:bg-hover data-[state=open]:bg-hover"
        >
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium">{staff.name}</span>{' '}
            <span className="block text-sm leading-4 text-ink-3">{formatWord(staff.role)}</span>
          </span>
          <ChevronsUpDown aria-hidden size={14} strokeWidth={1.5} className="text-ink-3" />
        </button>
      }
    >
      <p className="px-2 pt-1 pb-1.5">
        <span className="block max-w-60 truncate font-medium">{staff.email}</span>
        <span className="block text-sm text-ink-3">Signed in as {staff.role}</span>
      </p>
      <MenuLine />
      <MenuRadio<Theme> label="Theme" value={theme} options={themeOptions} onChange={setTheme} />
      <MenuLine />
      <MenuItem onSelect={() => startLeaving(() => signOut())}>{leaving ? 'Signing out' : 'Sign out'}</MenuItem>
    </Menu>
  )
}
