import { describe, expect, it } from 'vitest'
import { searchedText } from './found'

describe('what somebody typed into the search', () => {
  it('takes a run as the console writes it', () => {
    for (const typed of ['Run #801', 'run 801', 'run801', ' run  # 801 ']) expect(searchedText(typed)).toBe('#801')
  })

  it('leaves everything else as it is', () => {
    for (const typed of ['#801', '801', 'run.801@example.com', 'runner', 'd99890a5', '+1 737 555 0041']) expect(searchedText(typed)).toBe(typed)
  })
})
