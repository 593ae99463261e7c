'use client'

import { Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { KeyCaps } from '@/components/ui/key-caps'
import { useShortcuts } from '@/lib/keyboard/keyboard-provider'

// Loaded when it is first opened.
const Palette = dynamic(() => import('./palette').then((module) => module.Palette), { ssr: false })

/** The one search box of the console; ⌘K opens it from anywhere. */
export function SearchBox() {
  const [open, setOpen] = useState(false)
  useShortcuts('Everywhere', [{ keys: 'mod+k', label: 'Search customers, runs and pages', run: () => setOpen(true), whileTyping: true }])
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => setOpen(true)}
        className="flex h-8 w-full max-w-96 items-center gap-2 rounded-md border border-line-strong bg-raised pr-2 pl-2.5 text-ink-3 transition-colors hover:bg-hover max-sm:size-8 max-sm:justify-center max-sm:border-transparent max-sm:bg-transparent max-sm:p-0 max-sm:text-ink"
      >
        <Search aria-hidden size={14} strokeWidth={1.5} className="shrink-0 max-sm:size-4.5" />
        <span className="sr-only">Search </span>
        <span className="flex-1 truncate text-left max-sm:hidden">E-mail, phone, SID, run</span>
        <span className="max-sm:hidden">
          <KeyCaps keys="mod+k" />
        </span>
      </button>
      {open ? <Palette onClose={() => setOpen(false)} /> : null}
    </>
  )
}
