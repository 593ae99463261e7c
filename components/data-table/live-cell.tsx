'use client'

import { useState, type ReactNode } from 'react'
import { cn } from '@/lib/cn'

/** A cell that fades when its content changed while somebody looks. */
export function LiveCell({ version, className, children }: { version: string; className?: string; children: ReactNode }) {
  const [first] = useState(version)
  return (
    <span key={version} className={cn('-mx-1 flex h-6 min-w-0 items-center rounded-sm px-1', version !== first && 'animate-settle', className)}>
      {children}
    </span>
  )
}
