import assert from 'node:assert/strict'
import { findDeleted, type AssistantReader } from './vapi-assistants.ts'

const id = (n: number): string => `assistant-${n}`
const at = (n: number): string => new Date(Date.UTC(2026, 0, 1, 0, 0, n)).toISOString()

/** A VAPI with these assistants, one a second, newest first. */
function vapi(numbers: number[], o: { fails?: boolean; hidden?: number[] } = {}): AssistantReader & { asked: string[]; pages: number } {
  const reader = {
    asked: [] as string[],
    pages: 0,
    list: ({ limit, createdAtLe }: { limit: number; createdAtLe?: string }) => {
      reader.pages += 1
      const found = numbers.filter((n) => !o.hidden?.includes(n) && (createdAtLe === undefined || at(n) <= createdAtLe))
      return Promise.resolve(found.toSorted((a, b) => b - a).slice(0, limit).map((n) => ({ id: id(n), createdAt: at(n) })))
    },
    get: (wanted: string) => {
      reader.asked.push(wanted)
      if (o.fails) return Promise.reject(Object.assign(new Error('down'), { statusCode: 503 }))
      return numbers.some((n) => id(n) === wanted) ? Promise.resolve({}) : Promise.reject(Object.assign(new Error('gone'), { statusCode: 404 }))
    },
  }
  return reader
}
const many = (count: number): number[] => Array.from({ length: count }, (_, n) => n)
const nothing = (): Promise<void> => Promise.resolve()

Deno.test('an assistant on the last of several pages is found, and nobody is asked for by himself', async () => {
  const reader = vapi(many(1200))
  assert.deepEqual(await findDeleted(reader, [id(1199), id(0)], nothing), [])
  assert.deepEqual([reader.pages, reader.asked], [3, []])
})

Deno.test('who is in no list and answers 404 is gone', async () => {
  const reader = vapi(many(700))
  assert.deepEqual(await findDeleted(reader, [id(5), id(9000)], nothing), [id(9000)])
  assert.deepEqual(reader.asked, [id(9000)])
})

Deno.test('who is in no list but answers is not gone: the list is no evidence', async () => {
  assert.deepEqual(await findDeleted(vapi(many(10), { hidden: [3] }), [id(3)], nothing), [])
})

Deno.test('a provider that fails is no evidence either', async () => {
  await assert.rejects(findDeleted(vapi(many(3), { fails: true }), [id(9)], nothing), /down/)
})

Deno.test('no more than fifty are asked for, and where no number has an assistant nobody', async () => {
  const reader = vapi(many(3))
  assert.equal((await findDeleted(reader, many(80).map((n) => id(1000 + n)), nothing)).length, 50)
  const idle = vapi(many(3))
  assert.deepEqual([await findDeleted(idle, [], nothing), idle.pages], [[], 0])
})
