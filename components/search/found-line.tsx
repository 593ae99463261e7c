'use client'

import { Command } from 'cmdk'
import { Status } from '@/components/status/status'
import { customerSigns, runSigns } from '@/components/status/vocabulary'
import { sayIntended } from '@/lib/customers/number-so-far'
import { formatPhone } from '@/lib/format/phone'
import { addressOf, type Found } from '@/lib/search/found'
import { actionLabels } from '@/lib/sentences/words'

/** One hit: who, by what it was found, how they stand. */
export function FoundLine({ found, onOpen }: { found: Found; onOpen: (found: Found) => void }) {
  return (
    <Command.Item
      value={addressOf(found)}
      onSelect={() => onOpen(found)}
      className="flex min-h-11 cursor-pointer items-center gap-3 rounded-sm px-2 py-1 data-[selected=true]:bg-hover"
    >
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{found.kind === 'run' ? `Run #${found.run_id}: ${actionLabels[found.action]}` : (found.email ?? found.user_id)}</span>
        <span className="block truncate text-sm text-ink-2">{found.kind === 'run' ? (found.email ?? found.user_id) : describe(found)}</span>
      </span>
      <span className="shrink-0">{found.kind === 'run' ? <Status sign={runSigns[found.status]} /> : found.status ? <Status sign={customerSigns[found.status]} /> : null}</span>
    </Command.Item>
  )
}

function describe(found: Extract<Found, { kind: 'customer' }>): string {
  const by = found.matched === 'e-mail' ? null : `Found by ${found.matched}`
  return [found.number ? formatPhone(found.number) : found.intended ? `Number ${sayIntended(found.status).toLowerCase()}` : 'No number', by].filter((words) => words !== null).join(' · ')
}
