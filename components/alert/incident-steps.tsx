import { runbooks } from '@/lib/sentences/runbooks'

/** The runbook's first steps, on the page, since nobody wants to look for them now. */
export function IncidentSteps({ rule }: { rule: string }) {
  const book = runbooks[rule]
  return (
    <section aria-labelledby="what-to-do" className="px-5 py-4 max-sm:px-4">
      <h3 id="what-to-do" className="font-semibold">
        What to do
      </h3>
      {book ? (
        <>
          <ol className="mt-2 flex flex-col gap-1.5">
            {book.steps.map((step, index) => (
              <li key={step} className="grid grid-cols-[20px_minmax(0,1fr)] break-words">
                <span aria-hidden className="text-ink-3">
                  {index + 1}
                </span>
                {step}
              </li>
            ))}
          </ol>
          <p className="mt-3 text-sm text-ink-3">
            The whole runbook: <span className="font-mono">docs/runbooks/{book.file}.md</span>
          </p>
        </>
      ) : (
        <p className="mt-2 text-ink-2">This rule has no runbook yet.</p>
      )}
    </section>
  )
}
