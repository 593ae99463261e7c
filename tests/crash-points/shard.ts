import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { runCrashPoints } from './crash-points.ts'
import { plans } from './plans.ts'
import type { Ear, Said } from './run-shards.ts'

// A world of its own in a thread of its own: whoever started it hears the lines and, at the end, the counts.
const say = (said: Said): void => parentPort?.postMessage(said, [])
const ear: Ear = { log: (line) => say({ line }), tell: (failure) => say({ failure }) }
const names = z.array(z.string()).parse(workerData)
const report = await runCrashPoints(
  plans.filter((plan) => names.includes(plan.name)),
  ear,
)
say({ report })
