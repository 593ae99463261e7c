'use client'

import { ExternalLink } from 'lucide-react'
import Link from 'next/link'
import { Button, buttonClass } from '@/components/ui/button'
import { ConsequenceLines } from '@/components/ui/consequence-lines'
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
      <ConsequenceLines lead={lead} lines={lines} />
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
