import { Check, Minus } from 'lucide-react'
import { useEffect, useRef, type ComponentProps } from 'react'
import { cn } from '@/lib/cn'

type Props = Omit<ComponentProps<'input'>, 'type'> & { some?: boolean }

/** A box to tick; `some` shows that only a part of what it stands for is. */
export function CheckBox({ some = false, className, ...input }: Props) {
  const ref = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = some
  }, [some])
  const mark = 'pointer-events-none absolute inset-0 m-auto text-on-accent'
  return (
    <span className={cn('relative inline-flex size-3.5 shrink-0 align-middle', className)}>
      <input
        {...input}
        ref={ref}
        type="checkbox"
        className="peer size-3.5 cursor-pointer appearance-none rounded-sm border border-line-control bg-raised checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent"
      />
      {some ? <Minus aria-hidden size={12} strokeWidth={2} className={mark} /> : <Check aria-hidden size={12} strokeWidth={2} className={cn(mark, 'opacity-0 peer-checked:opacity-100')} />}
    </span>
  )
}
