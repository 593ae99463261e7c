'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { toast } from 'sonner'

/** Copies a value; the icon says that it did. */
export function CopyButton({ value, label }: { value: string; label: string }) {
  const [copied, setCopied] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value)
      setCopied(true)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => setCopied(false), 1500)
    } catch {
      toast.error('Not copied', { description: 'The browser does not allow it here. Select the text instead.' })
    }
  }
  const Icon = copied ? Check : Copy
  return (
    <button
      type="button"
      onClick={() => void copy()}
      aria-label={copied ? `${label} copied` : `Copy ${label}`}
      className="relative inline-flex size-5 shrink-0 after:absolute after:-inset-0.5 items-center justify-center rounded-sm text-ink-3 transition-colors hover:bg-hover hover:text-ink"
    >
      <Icon aria-hidden size={13} strokeWidth={1.5} />
    </button>
  )
}
