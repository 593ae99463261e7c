'use client'

import { Dialog as Radix } from 'radix-ui'
import { useRef, type ReactNode } from 'react'
import { cn } from '@/lib/cn'

type Props = { open: boolean; onOpenChange: (open: boolean) => void; title: string; hideTitle?: boolean; side?: 'center' | 'left'; children: ReactNode }

const places = {
  // Where little fits it begins at the top and scrolls, so that its buttons can always be reached.
  center: 'left-1/2 top-[12vh] w-[min(480px,calc(100vw-32px))] -translate-x-1/2 rounded-lg p-5 max-sm:top-4 max-sm:max-h-[calc(100dvh-32px)] max-sm:overflow-y-auto',
  left: 'inset-y-0 left-0 flex w-60 flex-col p-0 *:last:min-h-0',
} as const

/** What must be answered before anything else; or, at the left, the navigation of a narrow screen. */
export function Dialog({ open, onOpenChange, title, hideTitle = false, side = 'center', children }: Props) {
  // Opened by code and not by a trigger of its own, so it remembers itself where the focus goes back to: before a field inside takes it.
  const before = useRef<Element | null>(null)
  const wasOpen = useRef(false)
  if (wasOpen.current !== open) {
    wasOpen.current = open
    if (open) before.current = typeof document === 'undefined' ? null : document.activeElement
  }
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (before.current instanceof HTMLElement) before.current.focus()
          }}
          className={cn('fixed z-50 bg-raised shadow-float outline-none', places[side])}
        >
          <Radix.Title className={hideTitle ? 'sr-only' : cn('text-sentence font-semibold', side === 'left' && 'px-4 pt-4')}>{title}</Radix.Title>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
