import { loadavg } from 'node:os'
import { withClient } from '../../local/stack/connect.ts'
import { onStop } from '../../local/stack/lifetime.ts'
import { startThrowAwayStack } from '../../local/stack/throw-away-stack.ts'
import { measureAlert, troubles, type Measured } from './measure.ts'

// npm run bench:alerts: a provider's fault is switched on while customers upgrade. From the end of the first attempt that failed
// to the incident, and to the message at the receiver; with the rules as shipped, and with none of them waiting.

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const seconds = (ms: number): string => `${Math.max(0, ms / 1000).toFixed(1)} s`
const stopping = new AbortController()
onStop(() => stopping.abort())

const stack = await startThrowAwayStack('bench-alerts', { app: false, durable: true, latency: 'realistic', signal: stopping.signal })
try {
  say(`load ${loadavg()[0]?.toFixed(1)}; a customer upgrades every second\n`)
  say('| fault | rules | first to fire | incident after | message after | failed attempts by then |\n| --- | --- | --- | ---: | ---: | ---: |')
  await withClient(stack.info.db_url, async (client) => {
    for (const patience of ['as shipped', 'none waits'] as const) {
      for (const trouble of troubles) {
        if (stopping.signal.aborted) return
        say(line(trouble.name, patience, await measureAlert(client, stack.info, trouble, patience)))
      }
    }
  })
} finally {
  await stack.stop()
}
process.exit(0)

function line(name: string, patience: string, { rule, firedMs, toldMs, failed }: Measured): string {
  return `| ${name} | ${patience} | ${rule} | ${seconds(firedMs)} | ${seconds(toldMs)} | ${failed} |`
}
