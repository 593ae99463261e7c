import { expect, test } from 'vitest'
import { streamPages } from './stream-pages'

const pagesOf = (all: readonly number[]) => ({
  first: all.slice(0, 2),
  pageSize: 2,
  next: async (last: number) => all.slice(all.indexOf(last) + 1, all.indexOf(last) + 3),
  write: (rows: readonly number[], head: boolean) => `${head ? 'head;' : ''}${rows.map((row) => `${row};`).join('')}`,
})
const read = (all: readonly number[]) => new Response(streamPages(pagesOf(all))).text()

test.each([[[]], [[1]], [[1, 2]], [[1, 2, 3]], [[1, 2, 3, 4]]])('%j comes whole, under one head', async (all) => {
  expect(await read(all)).toBe(`head;${all.map((row) => `${row};`).join('')}`)
})
