import { Client } from 'pg'
import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '../log.ts'
import type { Part } from '../part.ts'
import { changeSubscription } from '../seed/subscribe.ts'
import { addCustomer, hashDemoPassword } from '../seed/users.ts'
import { chooseEvent, type Subscription, type TrafficEvent } from './choose-event.ts'
import { newCustomer } from './new-customer.ts'
import { seededRandom } from './random.ts'

type Options = { url: string; perMinute: number; seed?: number; log: Log }

const counted = ['sign_up', 'upgrade', 'downgrade', 'cancel', 'return', 'failed'] as const
type Counts = Record<(typeof counted)[number], number>

/** Keeps demo customers subscribing, upgrading, downgrading and cancelling until stopped; says what it did once a minute. */
export function startTraffic(o: Options): Part {
  const stopping = new AbortController()
  const random = seededRandom(o.seed ?? 20_261_124)
  const counts = noCounts()
  const report = setInterval(() => {
    o.log(`traffic: ${counted.filter((name) => counts[name] > 0).map((name) => `${counts[name]} ${name}`).join(', ') || 'nothing'}`)
    Object.assign(counts, noCounts())
  }, 60_000).unref()
  const running = repeat(o, random, counts, stopping.signal)
  return {
    name: 'traffic',
    async stop() {
      clearInterval(report)
      stopping.abort()
      await running
    },
  }
}

async function repeat(o: Options, random: () => number, counts: Counts, signal: AbortSignal): Promise<void> {
  let client: Client | null = null
  let hash = ''
  while (!signal.aborted) {
    try {
      client ??= await connect(o.url)
      hash ||= await hashDemoPassword(client)
      counts[await happen(client, random, hash)] += 1
    } catch {
      // The database may be restarting; the count says so, and the next turn connects anew.
      counts.failed += 1
      await client?.end().catch(() => undefined)
      client = null
    }
    await delay(60_000 / o.perMinute, null, { signal }).catch(() => null)
  }
  await client?.end().catch(() => undefined)
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  // Without a listener a lost connection would end the whole stack.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

async function happen(client: Client, random: () => number, hash: string): Promise<TrafficEvent['kind']> {
  const { rows } = await client.query<Subscription>(
    `select s.user_id as "userId", s.tier_type as tier, s.status from public.subscriptions s join auth.users u on u.id = s.user_id
     where s.current and u.email like '%@example.com' order by s.user_id`,
  )
  const event = chooseEvent(random, rows)
  if (event.kind === 'sign_up') await addCustomer(client, newCustomer(random, rows.length + 1), hash)
  else await changeSubscription(client, event.userId, { tier: event.tier, status: event.status })
  return event.kind
}

function noCounts(): Counts {
  return { sign_up: 0, upgrade: 0, downgrade: 0, cancel: 0, return: 0, failed: 0 }
}
