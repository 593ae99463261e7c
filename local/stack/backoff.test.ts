import { describe, expect, it } from 'vitest'
import { keepRunning, type Running } from './backoff.ts'

/** A thing that can be made to die. */
function fake() {
  const lives: { die(why: string): void; stopped: boolean }[] = []
  const start = (): Promise<Running> => {
    const life = { die: (_why: string) => {}, stopped: false }
    const ended = new Promise<string>((resolve) => (life.die = resolve))
    lives.push(life)
    return Promise.resolve({
      ended,
      stop() {
        life.stopped = true
        life.die('stopped')
        return Promise.resolve()
      },
    })
  }
  return { lives, start }
}

describe('keeping a part running', () => {
  it('starts it again when it dies, and says so', async () => {
    const { lives, start } = fake()
    const said: string[] = []
    const part = await keepRunning('The console', start, (line) => said.push(line))
    lives[0]?.die('SIGKILL')
    await expect.poll(() => lives.length, { timeout: 20_000 }).toBe(2)
    expect(said[0]).toMatch(/^The console ended \(SIGKILL\); starting it again in/)
    await part.stop()
    expect(lives[1]?.stopped).toBe(true)
  })

  it('does not start it again once stopped', async () => {
    const { lives, start } = fake()
    const part = await keepRunning('The console', start, () => undefined)
    await part.stop()
    expect(lives.length).toBe(1)
  })
})
