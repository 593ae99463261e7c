import { describe, expect, it } from 'vitest'
import { summarise } from './summary.ts'

const row = { seconds: 1, complaints: [] as string[] }

describe('the closing table', () => {
  it('ends with the sum of all suites', () => {
    expect(summarise([{ ...row, name: 'lint', passed: 3, failed: 0 }, { ...row, name: 'unit', passed: 4, failed: 1 }])).toMatch(/\n7 passed, 1 failed\n$/)
  })

  it('says what failed just before, and nothing about what passed', () => {
    const said = summarise([
      { ...row, name: 'lint', passed: 3, failed: 0, complaints: ['a file that vitest warned of'] },
      { ...row, name: 'unit', passed: 4, failed: 1, complaints: ['clock.test.ts: keeps time\nexpected 1 to be 2'] },
    ])
    expect(said).toMatch(/✗ unit\n {4}clock\.test\.ts: keeps time\n {4}expected 1 to be 2\n\n7 passed, 1 failed\n$/)
    expect(said).not.toContain('warned of')
  })

  it('cuts what would push everything else out of the end of a log', () => {
    const said = summarise([{ ...row, name: 'types', passed: 0, failed: 1, complaints: [Array.from({ length: 200 }, (_, line) => `line ${line}`).join('\n')] }])
    expect(said).toContain('line 59\n    and 140 lines more, above')
    expect(said).not.toContain('line 60')
  })
})
