'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cn } from '@/lib/cn'
import { navigation } from './navigation'

/** The pages of the console. */
export function NavLinks({ onNavigate }: { onNavigate?: () => void }) {
  const path = usePathname()
  const groups = navigation.filter((group) => group.length > 0)
  return (
    <nav aria-label="Pages" className="flex flex-col divide-y divide-line">
      {groups.map((group) => (
        <ul key={group[0]?.href} className="flex flex-col gap-px px-2 py-2">
          {group.map(({ href, label }) => {
            const here = path === href || path.startsWith(`${href}/`)
            return (
              <li key={href}>
                <Link
                  href={href}
                  onClick={onNavigate}
                  aria-current={here ? 'page' : undefined}
                  className={cn(
                    'flex h-7 items-center rounded-md border px-2 transition-colors max-sm:h-10',
                    here ? 'border-line bg-hover font-medium' : 'border-transparent text-ink-2 hover:bg-hover hover:text-ink',
                  )}
                >
                  {label}
                </Link>
              </li>
            )
          })}
        </ul>
      ))}
    </nav>
  )
}
