'use client'

import { Menu as MenuIcon, X } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { Brand } from './brand'
import { NavLinks } from './nav-links'

/** The navigation of a narrow screen. */
export function MobileMenu({ health, footer }: { health: ReactNode; footer: ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" aria-label="Menu" aria-expanded={open} onClick={() => setOpen(true)} className="flex size-10 items-center justify-center rounded-md">
        <MenuIcon aria-hidden size={18} strokeWidth={1.5} />
      </button>
      <Dialog open={open} onOpenChange={setOpen} title="Menu" hideTitle side="left">
        <div className="flex h-full flex-col">
          <div className="flex h-12 items-center justify-between border-b border-line pr-1 pl-4">
            <Brand />
            <button type="button" aria-label="Close menu" onClick={() => setOpen(false)} className="flex size-10 items-center justify-center rounded-md">
              <X aria-hidden size={18} strokeWidth={1.5} />
            </button>
          </div>
          <NavLinks onNavigate={() => setOpen(false)} />
          <div className="mt-auto">{health}</div>
          <div className="border-t border-line p-2">{footer}</div>
        </div>
      </Dialog>
    </>
  )
}
