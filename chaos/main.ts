import { onStop } from '../local/stack/lifetime.ts'
import { runChaos } from './chaos.ts'
import { readOptions } from './options.ts'
import { describeOutcome } from './report.ts'

const options = readOptions(process.argv.slice(2))
const stopping = new AbortController()
onStop(() => stopping.abort())
process.stdout.write(`Seed ${options.seed}\n`)
const outcome = await runChaos(options, { calmMs: 180_000, signal: stopping.signal })
process.stdout.write(`${describeOutcome(outcome)}\n`)
process.exit(outcome.violations.length === 0 ? 0 : 1)
