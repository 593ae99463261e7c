import { describe, expect, it } from 'vitest'
import type { RolloutStatus } from '@/lib/rollout/status'
import { barSign } from './bar-sign'

type Change = { stopped?: RolloutStatus['stopped']; activated_at?: string | null; state?: RolloutStatus['guard']['state']; verdict?: 'ok' | 'breached' }

function statusWith({ stopped = 'nothing', activated_at = '2026-11-26T10:00:00Z', state = 'healthy', verdict = 'ok' }: Change): Parameters<typeof barSign>[0] {
  return { stopped, activated_at, guard: { state, conditions: [{ verdict }] } }
}

describe('the sign in the top bar', () => {
  it.each([
    [{}, 'Guard: healthy'],
    [{ state: 'holding' }, 'Guard: holding'],
    [{ state: 'not_enough_data' }, 'Guard: not enough data'],
    [{ verdict: 'breached' }, 'Guard: over a limit'],
  ] satisfies [Change, string][])('says of the guard’s word that it is the guard’s: %o', (change, word) => {
    expect(barSign(statusWith(change)).word).toBe(word)
  })

  it('puts no word into the guard’s mouth while provisioning is stopped or not activated', () => {
    expect(barSign(statusWith({ stopped: 'new' })).word).toBe('Stopped')
    expect(barSign(statusWith({ activated_at: null })).word).toBe('Report only')
  })
})
