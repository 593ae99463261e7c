import { useId, type ComponentProps, type ReactNode } from 'react'
import { StatusIcon } from '@/components/status/status-icon'
import { cn } from '@/lib/cn'

type Props = ComponentProps<'input'> & { label: string; error?: string | null; hint?: ReactNode }

/** A field with its label, and below it what is wrong. */
export function Field({ label, error, hint, className, ...input }: Props) {
  const id = useId()
  return (
    <div className={cn('flex flex-col gap-1', className)}>
      <label htmlFor={id} className="text-sm text-ink-2">
        {label}
      </label>
      <input
        {...input}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-more` : undefined}
        className={cn('h-8 w-full rounded-md border bg-raised px-2.5 max-sm:h-10 max-sm:text-[16px]', error ? 'border-danger' : 'border-line-strong')}
      />
      {error ? (
        <p id={`${id}-more`} className="flex items-center gap-1.5 text-sm text-danger">
          <StatusIcon shape="disc-cross" />
          {error}
        </p>
      ) : hint ? (
        <p id={`${id}-more`} className="text-sm text-ink-3">
          {hint}
        </p>
      ) : null}
    </div>
  )
}
