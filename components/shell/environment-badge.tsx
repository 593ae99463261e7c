/** Which environment this is: nobody should mistake one for another. */
export function EnvironmentBadge({ name }: { name: string }) {
  return (
    <span className="rounded-sm border border-line-strong px-1.5 text-xs leading-[18px] text-ink-2">
      <span className="sr-only">Environment: </span>
      {name}
    </span>
  )
}
