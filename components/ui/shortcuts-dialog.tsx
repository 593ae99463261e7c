'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { navigation } from '@/components/shell/navigation'
import { useShortcutGroups, useShortcuts } from '@/lib/keyboard/keyboard-provider'
import type { Shortcut } from '@/lib/keyboard/registry'
import { Dialog } from './dialog'
import { KeyCaps } from './key-caps'

/** The button that lists what keys do on this screen; `?` opens it from anywhere. */
export function ShortcutsDialog() {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  useShortcuts('Everywhere', [
    { keys: '?', label: 'List all shortcuts', run: () => setOpen(true) },
    ...navigation.flat().map(({ href, label }) => ({ keys: `g ${goKey(label)}`, label: `Open ${label}`, run: () => router.push(href) })),
  ])
  return (
    <>
      <button
        type="button"
        aria-label="All shortcuts"
        aria-keyshortcuts="?"
        onClick={() => setOpen(true)}
        className="flex size-7 shrink-0 items-center justify-center rounded-md text-ink-2 transition-colors hover:bg-hover max-sm:hidden"
      >
        <KeyCaps keys="?" />
      </button>
      <Dialog open={open} onOpenChange={setOpen} title="Shortcuts">
        <ShortcutList />
      </Dialog>
    </>
  )
}

/** Names of pages begin with letters of their own, but for three. */
function goKey(label: string): string {
  const own: Record<string, string> = { Rollout: 'p', Alerts: 'a', Audit: 'l' }
  return own[label] ?? label.charAt(0).toLowerCase()
}

// What scrolls must be reachable by key, or the keyboard could not read its end.
const reachable = { role: 'region', 'aria-label': 'Keys of this page', tabIndex: 0 } as const

function ShortcutList() {
  const all = useShortcutGroups()
  const groups = [...new Set(all.map((group) => group.title))]
    .map((title) => ({ title, shortcuts: all.filter((group) => group.title === title).flatMap((group) => group.shortcuts) }))
    .filter((group) => group.shortcuts.length > 0)
  return (
    // What the page offers comes first, what is the same everywhere last.
    <div {...reachable} className="-mx-2 mt-2 max-h-[70vh] overflow-y-auto rounded-md px-2 py-1">
      {groups
        .toSorted((a, b) => Number(a.title === 'Everywhere') - Number(b.title === 'Everywhere'))
        .map((group) => (
          <section key={group.title} className="border-t border-line py-3 first:border-t-0 first:pt-0 last:pb-0">
            <h3 className="mb-1 text-sm text-ink-3">{group.title}</h3>
            <dl>
              {group.shortcuts.map((shortcut) => (
                <Line key={`${shortcut.keys} ${shortcut.label}`} shortcut={shortcut} />
              ))}
            </dl>
          </section>
        ))}
    </div>
  )
}

function Line({ shortcut }: { shortcut: Shortcut }) {
  return (
    <div className="flex min-h-7 items-center justify-between gap-4 py-0.5">
      <dt className="min-w-0">
        {shortcut.label}
        {shortcut.off ? <span className="block text-sm text-ink-3">{shortcut.off}</span> : null}
      </dt>
      <dd className="shrink-0">
        <span className="sr-only">{shortcut.keys}</span>
        <KeyCaps keys={shortcut.keys} />
      </dd>
    </div>
  )
}
