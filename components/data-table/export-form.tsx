'use client'

import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'

/** How long a second press is taken for a double click. */
const pauseMs = 2000

/** Everything that matches as a file, named when it is pressed. A form, so that the browser writes the file as it comes; pressed twice it is asked for once. */
export function ExportForm({ of, filter }: { of: 'customers' | 'runs'; filter: () => object }) {
  const field = useRef<HTMLInputElement>(null)
  const [asked, setAsked] = useState(false)
  return (
    <form
      method="post"
      action={`/api/${of}/export`}
      onSubmit={(event) => {
        if (asked) return event.preventDefault()
        if (field.current) field.current.value = JSON.stringify(filter())
        setAsked(true)
        setTimeout(() => setAsked(false), pauseMs)
      }}
    >
      <input ref={field} type="hidden" name="filter" />
      <Button type="submit" off={asked}>
        {asked ? 'Exporting' : 'Export'}
      </Button>
    </form>
  )
}
