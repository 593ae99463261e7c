'use client'

import { useEffect, useId, useRef, useState, type ComponentProps, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { StatusIcon } from '@/components/status/status-icon'
import { cn } from '@/lib/cn'

type Props = ComponentProps<'input'> & {
  label: string
  /** What is wrong, shown at once. */
  error?: string | null
  /** Why what it holds is not taken. The browser keeps the form back meanwhile, and it is said when somebody tries. */
  refusal?: string | null
  hint?: ReactNode
  /** For ids and codes. */
  mono?: boolean
}

/** A field with its label, and below it what is wrong. Of the fields that a form refuses, the first gets the focus. */
export function Field({ label, error = null, refusal = null, hint, mono = false, className, ...input }: Props) {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [tried, setTried] = useState(false)
  useEffect(() => field.current?.setCustomValidity(refusal ?? ''), [refusal])
  const wrong = error ?? (tried ? refusal : null)
  return (
    <div className={cn('flex flex-col gap-1', className)}>
      <label htmlFor={id} className="text-sm text-ink-2">
        {label}
      </label>
      <input
        {...input}
        ref={field}
        id={id}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={wrong || hint ? `${id}-more` : undefined}
        onInvalid={(event) => {
          event.preventDefault()
          const { currentTarget: refused } = event
          // Before the focus comes, so that what is wrong is read out with the field.
          flushSync(() => setTried(true))
          if (refused.form?.querySelector('input:invalid') === refused) refused.focus()
        }}
        className={cn('h-8 w-full rounded-md border bg-raised px-2.5 max-sm:h-10 max-sm:text-[16px]', wrong ? 'border-danger' : 'border-line-strong', mono && 'font-mono text-sm')}
      />
      {wrong ? (
        <p id={`${id}-more`} className="flex items-center gap-1.5 text-sm text-danger">
          <StatusIcon shape="disc-cross" />
          {wrong}
        </p>
      ) : hint ? (
        <p id={`${id}-more`} className="text-sm text-ink-3">
          {hint}
        </p>
      ) : null}
    </div>
  )
}
