import { Chip } from '@/components/ui/chip'
import { cn } from '@/lib/cn'
import { StatusIcon } from './status-icon'
import { toneText } from './tone'
import type { Sign } from './vocabulary'

/** The quiet form, for tables and facts: a coloured icon, the word in ink. */
export function Status({ sign, className }: { sign: Sign; className?: string }) {
  return (
    <span className={cn('inline-flex items-center gap-1.5 align-top whitespace-nowrap', className)}>
      <StatusIcon shape={sign.shape} className={toneText[sign.tone]} />
      {sign.word}
    </span>
  )
}

/** The loud form: once, at the top of an object. */
export function StatusChip({ sign }: { sign: Sign }) {
  return (
    <Chip tone={sign.tone}>
      <StatusIcon shape={sign.shape} />
      {sign.word}
    </Chip>
  )
}
