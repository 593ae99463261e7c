import type { Provider } from './provider.ts'
import type { Runtime } from './runtime.ts'
import type { Settings } from './settings.ts'

/** Back to how the simulator was before anybody used it. */
export function resetSimulator(provider: Provider, runtime: Runtime, initial: Settings): void {
  runtime.life.abort()
  runtime.life = new AbortController()
  runtime.lateEffects.cancel()
  runtime.faults.set([])
  runtime.requests.clear()
  Object.assign(runtime.settings, initial)
  provider.reset()
}
