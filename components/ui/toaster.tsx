'use client'

import { Toaster as Sonner } from 'sonner'
import { StatusIcon } from '@/components/status/status-icon'

/** Results and conflicts, at the bottom of the screen. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      gap={8}
      offset={16}
      mobileOffset={12}
      icons={{
        success: <StatusIcon shape="disc-check" className="text-ok" />,
        error: <StatusIcon shape="disc-cross" className="text-danger" />,
        warning: <StatusIcon shape="half-diamond" className="text-caution" />,
        info: <StatusIcon shape="turning" className="text-progress" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: 'flex w-[var(--width)] items-center gap-2.5 rounded-lg bg-raised px-3 py-2.5 text-base text-ink shadow-float font-sans',
          content: 'min-w-0 flex-1',
          title: 'font-medium',
          description: 'text-ink-2',
          icon: 'flex size-3.5 shrink-0 items-center justify-center self-start mt-[3px]',
          actionButton: 'shrink-0 min-h-7 font-medium text-accent-ink rounded-sm px-1',
          closeButton: 'hidden',
        },
      }}
    />
  )
}
