import { describe, expect, it } from 'vitest'
import { runsLink } from './runs-link'

const now = new Date('2026-11-25T14:30:00Z')

describe('runsLink', () => {
  it('leads to all runs without a filter', () => {
    expect(runsLink({}, now)).toBe('/runs')
  })
  it('brushes the period and picks the range that holds it', () => {
    const from = Date.parse('2026-11-25T10:00:00Z') / 1000
    expect(runsLink({ since: '2026-11-25T10:00:00Z', until: '2026-11-25T11:00:00Z', status: 'failed', code: '20503' }, now)).toBe(
      `/runs?status=failed&code=20503&range=1h&from=${from}&to=${from + 3600}`,
    )
  })
  it('leaves a period that is still running open', () => {
    const from = Date.parse('2026-11-24T14:30:00Z') / 1000
    expect(runsLink({ since: '2026-11-24T14:30:00Z', until: '2026-11-25T14:30:00Z' }, now)).toBe(`/runs?range=24h&from=${from}`)
  })
})
