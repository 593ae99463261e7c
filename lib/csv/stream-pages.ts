/** A file of many pages, of which no more than one is in memory. The first was read before, so that a refusal is a status and no broken file. */
export function streamPages<Row>(o: { first: readonly Row[]; pageSize: number; next: (last: Row) => Promise<readonly Row[]>; write: (rows: readonly Row[], head: boolean) => string }): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let page: readonly Row[] | null = null
  return new ReadableStream({
    async pull(controller) {
      const last = page?.at(-1)
      const rows = page === null ? o.first : last === undefined ? [] : await o.next(last)
      if (page === null || rows.length > 0) controller.enqueue(encoder.encode(o.write(rows, page === null)))
      page = rows
      if (rows.length < o.pageSize) controller.close()
    },
  })
}
