import { cn } from '@/lib/cn'

type Props<Value extends string> = { label: string; value: Value; options: readonly { value: Value; label: string }[]; onChange: (value: Value) => void }

/** One of a few, side by side. */
export function Segments<Value extends string>({ label, value, options, onChange }: Props<Value>) {
  return (
    <div role="group" aria-label={label} className="inline-flex w-fit rounded-md border border-line-strong bg-raised">
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className={cn(
            'h-6.5 border-l border-line px-2.5 first:rounded-l-[5px] first:border-l-0 last:rounded-r-[5px]',
            option.value === value ? 'bg-accent-tint font-medium text-accent-ink' : 'text-ink-2 hover:bg-hover',
          )}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}
