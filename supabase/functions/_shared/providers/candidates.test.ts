import assert from 'node:assert/strict'
import { keepCandidates } from './candidates.ts'

function found(count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, n) => `+1512555${String(from + n).padStart(4, '0')}`)
}

function counted(numbers: () => string[]): { search: () => Promise<string[]>; times: () => number } {
  let times = 0
  const search = (): Promise<string[]> => {
    times += 1
    return Promise.resolve(numbers())
  }
  return { search, times: () => times }
}

Deno.test('one search serves several customers, and no number goes to two of them', async () => {
  const candidates = keepCandidates({ now: () => 0, random: Math.random })
  const { search, times } = counted(() => found(30))
  const handedOut = await candidates.take(search)
  for (let customer = 2; customer <= 6; customer++) handedOut.push(...(await candidates.take(search)))
  assert.equal(times(), 1)
  assert.equal(handedOut.length, 30)
  assert.equal(new Set(handedOut).size, 30)
})

Deno.test('what was found a while ago is not tried: it may be sold by now', async () => {
  let now = 0
  const candidates = keepCandidates({ now: () => now, random: Math.random })
  const first = counted(() => found(30))
  await candidates.take(first.search)
  now = 1_001
  const second = counted(() => found(30, 100))
  const later = await candidates.take(second.search)
  assert.equal(second.times(), 1)
  assert.ok(later.every((number) => found(30, 100).includes(number)))
})

Deno.test('customers who come at once search each for themselves and still never share a number', async () => {
  const candidates = keepCandidates({ now: () => 0, random: Math.random })
  let page = 0
  const { search } = counted(() => found(30, 30 * page++))
  const handedOut = (await Promise.all(Array.from({ length: 20 }, () => candidates.take(search)))).flat()
  assert.equal(handedOut.length, 100)
  assert.equal(new Set(handedOut).size, 100)
})

Deno.test('a search that fails fails for the one who asked, and a search that finds nothing gives nothing', async () => {
  const candidates = keepCandidates({ now: () => 0, random: Math.random })
  await assert.rejects(candidates.take(() => Promise.reject(new Error('away'))), /away/)
  assert.deepEqual(await candidates.take(() => Promise.resolve([])), [])
})
