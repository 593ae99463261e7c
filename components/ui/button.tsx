import type { ComponentProps, ReactNode } from 'react'
import { cn } from '@/lib/cn'

type Kind = 'primary' | 'secondary' | 'quiet' | 'link' | 'chosen' | 'danger'
type Size = 'sm' | 'md' | 'lg'

const kinds: Record<Kind, string> = {
  primary: 'bg-accent text-on-accent border-transparent hover:bg-accent-hover',
  secondary: 'bg-raised text-ink border-line-strong hover:bg-hover',
  quiet: 'bg-transparent text-ink border-transparent hover:bg-hover',
  link: 'bg-transparent text-accent-ink border-transparent hover:bg-hover',
  chosen: 'bg-accent-tint text-accent-ink border-accent-line hover:bg-accent-tint',
  danger: 'bg-danger-solid text-on-accent border-transparent',
}
const sizes: Record<Size, string> = { sm: 'h-6 px-2', md: 'h-7 px-2.5', lg: 'h-8 px-3' }

const off = 'border-line bg-transparent text-ink-disabled hover:bg-transparent cursor-not-allowed'

export type ButtonStyle = { kind?: Kind; size?: Size; disabled?: boolean; className?: string }

/** How a button looks, for links that look like one. */
export function buttonClass({ kind = 'secondary', size = 'md', disabled = false, className }: ButtonStyle = {}): string {
  return cn(
    'inline-flex items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none transition-colors',
    sizes[size],
    disabled ? off : kinds[kind],
    className,
  )
}

type Props = Omit<ComponentProps<'button'>, 'disabled'> & Omit<ButtonStyle, 'disabled'> & { off?: boolean; icon?: ReactNode }

/** A button. One that is off stays in the tab order, so that its reason can be read. */
export function Button({ kind, size, off: isOff = false, icon, className, children, onClick, type = 'button', ...rest }: Props) {
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={isOff || undefined}
      onClick={isOff ? (event) => event.preventDefault() : onClick}
      className={buttonClass({ kind, size, disabled: isOff, className })}
    >
      {icon}
      {children}
    </button>
  )
}
