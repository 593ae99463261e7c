import { loadavg } from 'node:os'
import { onStop } from '../../local/stack/lifetime.ts'
import { startThrowAwayStack } from '../../local/stack/throw-away-stack.ts'
import { measureBundles } from './bundles.ts'
import { measureUpgrades } from './upgrades.ts'

// npm run bench: from the commit of an upgrade to the linked number, split by step, at no latency and at a realistic one; and
// how large each function is when it is bundled.

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const stopping = new AbortController()
onStop(() => stopping.abort())

const stack = await startThrowAwayStack('bench', { app: false, durable: true, latency: 0, signal: stopping.signal })
try {
  say(`load ${loadavg()[0]?.toFixed(1)}\n`)
  for (const latency of [0, 'realistic'] as const) say(await measureUpgrades(stack.info, latency, 10))
} finally {
  await stack.stop()
}
say(await measureBundles())
process.exit(0)
