'use client'

import { useSyncExternalStore } from 'react'
import { Kbd } from '@/components/ui/kbd'
import { keyCaps } from '@/lib/keyboard/keys'

const unchanging = () => () => undefined

/** The keys of a shortcut, named as on the reader's keyboard. */
export function KeyCaps({ keys }: { keys: string }) {
  const isMac = useSyncExternalStore(
    unchanging,
    () => navigator.platform.startsWith('Mac') || navigator.platform.startsWith('iP'),
    () => false,
  )
  return (
    <span aria-hidden className="inline-flex gap-1">
      {keyCaps(keys, isMac).map((cap, index) => (
        <Kbd key={`${index} ${cap}`}>{cap}</Kbd>
      ))}
    </span>
  )
}
