'use client'

import { ExternalLink } from 'lucide-react'
import Link from 'next/link'
import { Button, buttonClass } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { twilioNumberUrl } from '@/lib/customers/consoles'
import { mendByHand } from '@/lib/numbers/by-hand'
import type { ListedNumber } from '@/lib/numbers/number'

type Props = { number: ListedNumber | null; onClose: () => void }

/** How a person mends a number that no action of ours can mend, why none can, and the way to where it is done. */
export function ByHandDialog({ number, onClose }: Props) {
  return (
    <Dialog open={number !== null} onOpenChange={(open) => (open ? undefined : onClose())} title={number ? mendByHand(number).title : ''}>
      {number ? <Words number={number} onClose={onClose} /> : null}
    </Dialog>
  )
}

function Words({ number, onClose }: { number: ListedNumber; onClose: () => void }) {
  const { lead, lines } = mendByHand(number)
  return (
    <>
      <p className="mt-0.5 text-ink-2">{lead}</p>
      <dl className="mt-3 divide-y divide-line border-y border-line">
        {lines.map(([label, words]) => (
          <div key={label} className="grid grid-cols-[108px_1fr] gap-x-3 py-2 max-sm:grid-cols-1">
            <dt className="text-ink-2">{label}</dt>
            <dd className="break-words">{words}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-4 flex flex-wrap justify-end gap-2 max-sm:flex-col-reverse">
        <Button onClick={onClose} size="lg" className="max-sm:h-10">
          Close
        </Button>
        <Way number={number} />
      </div>
    </>
  )
}

const wayClass = buttonClass({ kind: 'primary', size: 'lg', className: 'max-sm:h-10' })

function Way({ number }: { number: ListedNumber }) {
  if (number.fix === 'new_assistant') {
    return number.user_id ? (
      <Link href={`/customers/${number.user_id}`} className={wayClass}>
        Open customer
      </Link>
    ) : null
  }
  if (!number.sid) return null
  return (
    <a href={twilioNumberUrl(number.sid)} target="_blank" rel="noreferrer" aria-label="Open in Twilio (opens a new tab)" className={wayClass}>
      Open in Twilio <ExternalLink aria-hidden size={14} strokeWidth={1.5} />
    </a>
  )
}
