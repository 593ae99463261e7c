'use client'

import { Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import { toast } from 'sonner'
import { KeyCaps } from '@/components/ui/key-caps'
import { useShortcuts } from '@/lib/keyboard/keyboard-provider'

const loadPalette = () => import('./palette').then((loaded) => loaded.Palette)
const Palette = dynamic(loadPalette, { ssr: false })

/** The one search box of the console; ⌘K opens it from anywhere. */
export function SearchBox() {
  const [open, setOpen] = useState(false)
  const ready = useLoaded(open, () => setOpen(false))
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
      {open && ready ? <Palette onClose={() => setOpen(false)} /> : null}
    </>
  )
}

/**
 * The palette's code: fetched when the page has come to rest, so that the search also opens without a network, and at the latest
 * when it is asked for. One that does not come is said; it takes nothing else off the screen.
 */
function useLoaded(wanted: boolean, onFailure: () => void): boolean {
  const [loaded, setLoaded] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette().then(() => setLoaded(true), () => undefined), 2000)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    if (!wanted || loaded) return
    let current = true
    const fail = () => {
      if (!current) return
      toast.error('The search did not open', { description: 'No answer came. Try again when the network is back.' })
      onFailure()
    }
    loadPalette().then(() => (current ? setLoaded(true) : undefined), fail)
    return () => void (current = false)
  })
  return loaded
}
