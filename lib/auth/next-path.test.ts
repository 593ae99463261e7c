import { describe, expect, it } from 'vitest'
import { safeNextPath } from './next-path'

describe('safeNextPath', () => {
  it.each(['/', '/runs', '/runs/12?tab=failed#steps', '/a//b'])('keeps a path of this site: %s', (path) => {
    expect(safeNextPath(path)).toBe(path)
  })

  it.each(['', 'runs', 'https://evil.test', '//evil.test', '/\\evil.test', '/\t/evil.test', '/\n/evil.test', '/a\\..\\b', null, undefined])(
    'refuses what could leave this site: %j',
    (path) => {
      expect(safeNextPath(path)).toBe('/')
    },
  )
})
