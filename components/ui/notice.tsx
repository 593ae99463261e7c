import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

const tones = {
  caution: { box: 'border-caution-line bg-caution-tint', title: 'text-caution' },
  danger: { box: 'border-danger-line bg-danger-tint', title: 'text-danger' },
} as const

type Props = { tone: keyof typeof tones; icon: ReactNode; title: string; action?: ReactNode; children?: ReactNode; className?: string }

/** Says that something about this screen is not as it should be, and what can be done. */
export function Notice({ tone, icon, title, action, children, className }: Props) {
  return (
    <div role={tone === 'danger' ? 'alert' : 'status'} className={cn('flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border px-3 py-2', tones[tone].box, className)}>
      <span className={cn('flex items-center gap-1.5 font-medium', tones[tone].title)}>
        {icon}
        {title}
      </span>
      {children ? <span className="min-w-0 flex-1 basis-40 max-sm:basis-full">{children}</span> : null}
      {action}
    </div>
  )
}
