import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'
import type { Tone } from '@/components/status/tone'

const tones: Record<Tone, string> = {
  danger: 'border-danger-line bg-danger-tint text-danger',
  caution: 'border-caution-line bg-caution-tint text-caution',
  progress: 'border-progress-line bg-progress-tint text-progress',
  ok: 'border-ok-line bg-ok-tint text-ok',
  idle: 'border-idle-line bg-idle-tint text-idle',
}

/** The loud form of a status: once, at the top of an object. */
export function Chip({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={cn('inline-flex h-6 items-center gap-1.5 rounded-sm border px-2 font-medium whitespace-nowrap', tones[tone])}>{children}</span>
  )
}
