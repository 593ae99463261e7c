'use client'

import { ChevronDown, ChevronUp } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useEffect, useState, type ReactNode } from 'react'
import { markLeft, placeInTrail, readTrail, type Trail } from '@/lib/customers/trail'
import { useShortcuts } from '@/lib/keyboard/keyboard-provider'

/** The list that the reader came from, and the steps through it. */
export function TrailLinks({ id }: { id: string }) {
  const router = useRouter()
  const [trail, setTrail] = useState<Trail | null>(null)
  useEffect(() => {
    setTrail(readTrail(id))
    markLeft(id)
    return forgetElsewhere
  }, [id])
  const place = trail ? placeInTrail(trail, id) : null
  const go = (to: string | null | undefined) => (to ? router.push(`/customers/${to}`) : undefined)
  useShortcuts('This page', [
    { keys: 'escape', label: 'Back to the list', run: () => router.push(trail?.href ?? '/customers') },
    ...(place
      ? [
          { keys: ']', label: 'Next customer of the list', run: () => go(place.next), off: place.next ? undefined : 'Off: this is the last one of those that were read.' },
          { keys: '[', label: 'Previous customer of the list', run: () => go(place.previous), off: place.previous ? undefined : 'Off: this is the first one.' },
        ]
      : []),
  ])
  return (
    <nav aria-label="Where this is" className="mb-2 flex min-h-6 items-center gap-2 text-sm text-ink-2">
      <Link href={trail?.href ?? '/customers'} className="rounded-sm hover:text-ink hover:underline">
        Customers
      </Link>
      {trail && place ? (
        <>
          <span aria-hidden>/</span>
          <Link href={trail.href} className="rounded-sm hover:text-ink hover:underline">
            {trail.label}
          </Link>
          <span className="ml-auto text-ink-3">
            {place.position} of {trail.total.toLocaleString('en-US')}
          </span>
          <Step to={place.previous} label="Previous customer of the list">
            <ChevronUp aria-hidden size={14} strokeWidth={1.5} />
          </Step>
          <Step to={place.next} label="Next customer of the list">
            <ChevronDown aria-hidden size={14} strokeWidth={1.5} />
          </Step>
        </>
      ) : null}
    </nav>
  )
}

/** The list is where one was only for who comes straight back to it. */
function forgetElsewhere(): void {
  setTimeout(() => (/^\/customers(\/|$)/.test(window.location.pathname) ? undefined : markLeft(null)), 0)
}

function Step({ to, label, children }: { to: string | null; label: string; children: ReactNode }) {
  const look = 'flex size-6 items-center justify-center rounded-md'
  if (to === null) {
    return (
      <span aria-hidden className={`${look} text-ink-disabled`}>
        {children}
      </span>
    )
  }
  return (
    <Link href={`/customers/${to}`} aria-label={label} className={`${look} hover:bg-hover hover:text-ink`}>
      {children}
    </Link>
  )
}
