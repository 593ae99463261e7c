import { availableParallelism, loadavg } from 'node:os'
import { onStop } from '../../local/stack/lifetime.ts'
import { measureBurst } from './burst.ts'
import type { Contender } from './contender.ts'
import { measureLatency } from './latency.ts'
import { readSize, type Size } from './options.ts'
import { Providers } from './providers.ts'
import { describeResults, type Result } from './report.ts'
import { openWorld, type World } from './world.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

// Who bursts first changes from one latency to the next.
async function measure(world: World, providers: Providers, size: Size, first: 'ours' | 'peer'): Promise<[Result, Result]> {
  const { engine, peer } = world
  const samples = await measureLatency([engine, peer], providers, { samples: size.latencies, warmUps: size.warmUps })
  const burst = (contender: Contender) => measureBurst(contender, size.burst, world.stack.database.adminUrl)
  const firstBurst = await burst(first === 'ours' ? engine : peer)
  const secondBurst = await burst(first === 'ours' ? peer : engine)
  const [ours, theirs] = first === 'ours' ? [firstBurst, secondBurst] : [secondBurst, firstBurst]
  return [
    { name: engine.name, samples: samples[0] ?? [], burst: ours },
    { name: peer.name, samples: samples[1] ?? [], burst: theirs },
  ]
}

async function run(size: Size, signal: AbortSignal): Promise<void> {
  const world = await openWorld({ cap: size.cap, signal })
  try {
    const providers = new Providers([world.stack.info.twilio_url, world.stack.info.vapi_url])
    say(`${size.latencies} customers one by one in turns, a burst of ${size.burst}, ${size.cap} at once; ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}\n`)
    for (const [latency, first] of [['realistic', 'peer'], [0, 'ours']] as const) {
      await providers.setLatency(latency)
      const [ours, peer] = await measure(world, providers, size, first)
      say(describeResults(latency === 0 ? 'Providers that answer at once' : 'Providers at realistic latency', ours, peer))
    }
  } finally {
    await world.close()
  }
}

const stopping = new AbortController()
onStop(() => stopping.abort())
await run(readSize(process.argv.slice(2)), stopping.signal)
process.exit(0)
