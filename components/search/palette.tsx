'use client'

import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Dialog as Radix } from 'radix-ui'
import { useState, type ReactNode } from 'react'
import { navigation } from '@/components/shell/navigation'
import { StatusIcon } from '@/components/status/status-icon'
import { useSearch } from '@/lib/queries/search/use-search'
import { addressOf, type Found } from '@/lib/search/found'
import { FoundLine } from './found-line'
import { recentPlaces, rememberPlace, type Place } from './recent'

const pages: Place[] = navigation.flat()
const group = '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-sm [&_[cmdk-group-heading]]:text-ink-3'

/** Type anything that one knows of a customer; arrows choose, Enter opens. */
export function Palette({ onClose }: { onClose: () => void }) {
  const router = useRouter()
  const [text, setText] = useState('')
  const wanted = text.trim()
  const search = useSearch(text)
  const found = wanted.length >= 2 ? (search.data ?? []) : []
  const exact = found.filter((each) => each.exact)
  const near = found.filter((each) => !each.exact)
  const shownPages = pages.filter((page) => page.label.toLowerCase().includes(wanted.toLowerCase()))
  const recent = wanted === '' ? recentPlaces() : []

  const go = (place: Place) => {
    onClose()
    router.push(place.href)
  }
  const open = (each: Found) => {
    const place = { href: addressOf(each), label: each.kind === 'run' ? `Run #${each.run_id}` : (each.email ?? each.user_id) }
    rememberPlace(place)
    go(place)
  }
  return (
    <Radix.Root open onOpenChange={(next) => (next ? undefined : onClose())}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content aria-describedby={undefined} className="fixed top-[10vh] left-1/2 z-50 w-[min(600px,calc(100vw-24px))] -translate-x-1/2 overflow-hidden rounded-lg bg-raised shadow-float outline-none">
          <Radix.Title className="sr-only">Search</Radix.Title>
          <Command shouldFilter={false} label="Search" loop>
            <div className="flex items-center gap-2.5 border-b border-line px-4">
              <Search aria-hidden size={16} strokeWidth={1.5} className="shrink-0 text-ink-3" />
              <Command.Input
                autoFocus
                value={text}
                onValueChange={setText}
                placeholder="E-mail, user id, phone, SID, VAPI id, run"
                className="h-12 min-w-0 flex-1 bg-transparent text-md outline-none placeholder:text-ink-3 max-sm:text-[16px]"
              />
            </div>
            <Command.List aria-label="Found" className="max-h-[60vh] overflow-y-auto p-1.5">
              {exact.length > 0 ? <Results title="Exactly this" found={exact} onOpen={open} /> : null}
              {near.length > 0 ? <Results title={exact.length > 0 ? 'Close to it' : 'Customers'} found={near} onOpen={open} /> : null}
              {recent.length > 0 ? <Places title="Opened lately" places={recent} onOpen={go} /> : null}
              {shownPages.length > 0 ? <Places title="Pages" places={shownPages} onOpen={go} /> : null}
            </Command.List>
            <p aria-live="polite" className="px-4 pb-3 text-ink-2 empty:hidden">
              {sayState({ wanted, failed: search.isError, waits: search.isPaused, busy: search.isFetching, count: found.length })}
            </p>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function sayState({ wanted, failed, waits, busy, count }: { wanted: string; failed: boolean; waits: boolean; busy: boolean; count: number }): ReactNode {
  if (failed) {
    return (
      <span className="flex items-center gap-1.5 text-danger">
        <StatusIcon shape="disc-cross" />
        The search could not be done. Type on to try again.
      </span>
    )
  }
  // Without a network nobody was asked, so nothing is said about who is known.
  if (waits) return 'There is no network. The search goes on by itself when it is back.'
  if (wanted.length === 1) return 'Type one more character.'
  if (wanted.length < 2 || count > 0) return null
  return busy ? 'Searching' : `Nothing is known by “${wanted}”. Try the e-mail, the number, or an id from its beginning.`
}

function Results({ title, found, onOpen }: { title: string; found: readonly Found[]; onOpen: (found: Found) => void }) {
  return (
    <Command.Group heading={title} className={group}>
      {found.map((each) => (
        <FoundLine key={addressOf(each)} found={each} onOpen={onOpen} />
      ))}
    </Command.Group>
  )
}

function Places({ title, places, onOpen }: { title: string; places: readonly Place[]; onOpen: (place: Place) => void }) {
  return (
    <Command.Group heading={title} className={group}>
      {places.map((place) => (
        <Command.Item key={place.href} value={`${title} ${place.href}`} onSelect={() => onOpen(place)} className="flex h-8 cursor-pointer items-center rounded-sm px-2 data-[selected=true]:bg-hover max-sm:h-10">
          {place.label}
        </Command.Item>
      ))}
    </Command.Group>
  )
}
