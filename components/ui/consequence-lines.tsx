type Props = {
  lead: string
  lines: readonly (readonly [label: string, words: string])[]
}

/** What something comes to: a sentence, and label by label the words. */
export function ConsequenceLines({ lead, lines }: Props) {
  return (
    <>
      <p className="mt-0.5 text-ink-2">{lead}</p>
      <dl className="mt-3 divide-y divide-line border-y border-line">
        {lines.map(([label, words]) => (
          <div key={label} className="grid grid-cols-[108px_1fr] gap-x-3 py-2 max-sm:grid-cols-1">
            <dt className="text-ink-2">{label}</dt>
            <dd className="break-words">{words}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
