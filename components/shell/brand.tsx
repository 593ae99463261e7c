/** The mark: a switchboard's cord between two jacks. */
export function Mark({ size = 18 }: { size?: number }) {
  return (
    <svg aria-hidden width={size} height={size} viewBox="0 0 18 18" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" className="shrink-0">
      <rect x="1" y="1" width="16" height="16" rx="4" />
      <path d="M6.2 6.1C6.2 10 11.8 8 11.8 11.9" />
      <circle cx="6.2" cy="5.2" r="1" fill="currentColor" stroke="none" />
      <circle cx="11.8" cy="12.8" r="1" fill="currentColor" stroke="none" />
      <circle cx="11.8" cy="5.2" r="1" fill="currentColor" stroke="none" />
      <circle cx="6.2" cy="12.8" r="1" fill="currentColor" stroke="none" />
    </svg>
  )
}

/** Mark and name. */
export function Brand() {
  return (
    <span className="inline-flex items-center gap-2 font-semibold">
      <Mark />
      Switchboard
    </span>
  )
}
