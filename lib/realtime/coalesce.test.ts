import { describe, expect, it } from 'vitest'
import { coalesce } from './coalesce'

function gate() {
  const open: (() => void)[] = []
  let calls = 0
  const work = () => {
    calls += 1
    return new Promise<void>((resolve) => open.push(resolve))
  }
  return { work, calls: () => calls, openNext: () => open.shift()?.() }
}

describe('coalesce', () => {
  it('turns a burst into the read under way and one more', async () => {
    const { work, calls, openNext } = gate()
    const refetch = coalesce(work)
    const all = [refetch(), refetch(), refetch(), refetch()]
    expect(calls()).toBe(1)
    openNext()
    await Promise.resolve()
    await Promise.resolve()
    expect(calls()).toBe(2)
    openNext()
    await Promise.all(all)
    expect(calls()).toBe(2)
  })

  it('reads again when asked after the last one ended, also after a failure', async () => {
    let calls = 0
    const refetch = coalesce(() => {
      calls += 1
      return calls === 1 ? Promise.reject(new Error('no')) : Promise.resolve()
    })
    await expect(refetch()).rejects.toThrow('no')
    await refetch()
    expect(calls).toBe(2)
  })
})
