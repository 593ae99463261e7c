import { describe, expect, it } from 'vitest'
import { whyNot } from './draft'

const base = { draft: { bp: 4000, version: 3 }, nowBp: 2500, version: 3, holding: false, mayChange: true }

describe('a draft', () => {
  it('may be saved by an admin who saw the present state', () => expect(whyNot(base)).toBeNull())
  it('is off for everybody else', () => expect(whyNot({ ...base, mayChange: false })).toContain('only admins'))
  it('is off after somebody else changed the rollout', () => expect(whyNot({ ...base, version: 4 })).toContain('changed while you were editing'))
  it('is off when it changes nothing', () => expect(whyNot({ ...base, nowBp: 4000 })).toContain('is the percentage now'))
  it('may not raise while the guard holds', () => expect(whyNot({ ...base, holding: true })).toContain('The guard is holding'))
  it('may lower while the guard holds', () => expect(whyNot({ ...base, holding: true, draft: { bp: 100, version: 3 } })).toBeNull())
})
