import { describe, expect, it } from 'vitest'
import { runTabFilters, runTabs, tabOf } from './tabs'

describe('tabOf', () => {
  it('knows each tab by what it sets, in any order', () => {
    for (const tab of runTabs) expect(tabOf({ status: [...runTabFilters[tab].status], by: [...runTabFilters[tab].by] })).toBe(tab)
    expect(tabOf({ status: ['processing', 'pending'], by: [] })).toBe('work')
  })
  it('is none when facets say something else', () => {
    expect(tabOf({ status: ['failed', 'succeeded'], by: [] })).toBeNull()
    expect(tabOf({ status: ['failed'], by: ['staff'] })).toBeNull()
  })
})
