import type { ReactNode } from 'react'

/** A key of the keyboard. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex h-4 min-w-4 items-center justify-center rounded-sm border border-current/30 px-1 font-sans text-xs leading-none max-sm:hidden">
      {children}
    </kbd>
  )
}
