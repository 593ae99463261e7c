import { describe, expect, it } from 'vitest'
import type { Press } from './keys'
import { createRegistry } from './registry'

/** As the browser's own event: every answer comes from the prototype. */
class KeyPress implements Press {
  readonly #key: string
  constructor(key: string) {
    this.#key = key
  }
  get key() {
    return this.#key
  }
  get metaKey() {
    return false
  }
  get ctrlKey() {
    return false
  }
  get altKey() {
    return false
  }
  get shiftKey() {
    return false
  }
}
const press = (key: string): Press => new KeyPress(key)

function setUp() {
  const done: string[] = []
  const registry = createRegistry()
  const page = Symbol('page')
  registry.set(page, {
    title: 'Page',
    shortcuts: [
      { keys: 'c', label: 'Check', run: () => done.push('check') },
      { keys: 'r', label: 'Retry', run: () => done.push('retry'), off: 'Off: look first.' },
      { keys: 'g r', label: 'Open runs', run: () => done.push('runs') },
      { keys: 'escape', label: 'Leave', run: () => done.push('leave'), whileTyping: true },
    ],
  })
  return { done, registry, page }
}

describe('the registry of shortcuts', () => {
  it('does what the key says, and nothing for one that is off', () => {
    const { done, registry } = setUp()
    expect(registry.press(press('c'), { at: 0, typing: false })).toBe(true)
    expect(registry.press(press('r'), { at: 1, typing: false })).toBe(true)
    expect(registry.press(press('x'), { at: 2, typing: false })).toBe(false)
    expect(done).toEqual(['check'])
  })

  it('says why a key that is off does nothing', () => {
    const { done, registry } = setUp()
    const said: string[] = []
    registry.press(press('r'), { at: 0, typing: false, refuse: ({ label, off }) => said.push(`${label}: ${off}`) })
    registry.press(press('c'), { at: 1, typing: false, refuse: ({ label }) => said.push(label) })
    expect(said).toEqual(['Retry: Off: look first.'])
    expect(done).toEqual(['check'])
  })

  it('leaves letters to whoever types', () => {
    const { done, registry } = setUp()
    expect(registry.press(press('c'), { at: 0, typing: true })).toBe(false)
    expect(registry.press(press('Escape'), { at: 1, typing: true })).toBe(true)
    expect(done).toEqual(['leave'])
  })

  it('repeats only what is meant to, while a key is held', () => {
    const { done, registry, page } = setUp()
    registry.press(press('c'), { at: 0, typing: false, held: true })
    expect(done).toEqual([])
    registry.set(page, { title: 'Page', shortcuts: [{ keys: 'j', label: 'Next', run: () => done.push('next'), repeats: true }] })
    registry.press(press('j'), { at: 1, typing: false, held: true })
    expect(done).toEqual(['next'])
  })

  it('tells the list only of words that changed', () => {
    const { registry, page } = setUp()
    let told = 0
    registry.subscribe(() => (told += 1))
    const next = (off?: string) => ({ title: 'Page', shortcuts: [{ keys: 'j', label: 'Next', run: () => undefined, off }] })
    registry.set(page, next())
    registry.set(page, next())
    expect(told).toBe(1)
    registry.set(page, next('Off: this is the last one.'))
    expect(told).toBe(2)
  })

  it('takes a sequence in time, and forgets a first key that nothing followed', () => {
    const { done, registry } = setUp()
    registry.press(press('g'), { at: 0, typing: false })
    registry.press(press('r'), { at: 100, typing: false })
    expect(done).toEqual(['runs'])
    registry.press(press('g'), { at: 200, typing: false })
    registry.press(press('c'), { at: 300, typing: false })
    registry.press(press('g'), { at: 400, typing: false })
    registry.press(press('r'), { at: 5000, typing: false })
    expect(done).toEqual(['runs', 'check'])
  })

  it('asks what was registered last first, and forgets what has gone', () => {
    const { done, registry } = setUp()
    const sheet = Symbol('sheet')
    registry.set(sheet, { title: 'Sheet', shortcuts: [{ keys: 'c', label: 'Close', run: () => done.push('close') }] })
    registry.press(press('c'), { at: 0, typing: false })
    registry.remove(sheet)
    registry.press(press('c'), { at: 10, typing: false })
    expect(done).toEqual(['close', 'check'])
    expect(registry.groups().map((group) => group.title)).toEqual(['Page'])
  })
})
