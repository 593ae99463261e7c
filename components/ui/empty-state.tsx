import type { ReactNode } from 'react'

type Props = { title: string; children?: ReactNode; action?: ReactNode; isPage?: true }

/** Says which emptiness this is; where it is all of a page, its title is the page's. */
export function EmptyState({ title, children, action, isPage }: Props) {
  const Title = isPage ? 'h1' : 'p'
  return (
    <div className="flex flex-col items-center gap-1 px-6 py-16 text-center">
      <Title className="font-semibold">{title}</Title>
      {children ? <p className="max-w-md text-balance text-ink-2">{children}</p> : null}
      {action ? <div className="mt-3">{action}</div> : null}
    </div>
  )
}
