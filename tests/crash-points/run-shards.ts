import { Worker } from 'node:worker_threads'
import type { CrashReport } from './crash-points.ts'
import { plans, type Plan } from './plans.ts'

/** What a world tells while it runs, and at its end. */
export type Said = { line: string } | { failure: string } | { report: CrashReport }

/** Who hears what goes on, and who hears what failed. */
export type Ear = { log: (line: string) => void; tell: (failure: string) => void }

/** Goes through the plans in two worlds side by side, one for each core; customers go from plan to plan within a world. */
export async function runShards(ear: Ear, only: string | null): Promise<CrashReport> {
  const chosen = plans.filter((plan) => only === null || plan.name.startsWith(only))
  const shards = [1, 2].map((world) => chosen.filter((plan) => plan.world === world)).filter((shard) => shard.length > 0)
  const reports = await Promise.all(shards.map((shard) => runShard(shard, ear).catch((error: unknown) => giveUp(error, ear))))
  return { survived: sum(reports.map((report) => report.survived)), failed: sum(reports.map((report) => report.failed)) }
}

function runShard(shard: Plan[], ear: Ear): Promise<CrashReport> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./shard.ts', import.meta.url), { workerData: shard.map((plan) => plan.name) })
    worker.on('message', (said: Said) => {
      if ('line' in said) ear.log(said.line)
      else if ('failure' in said) ear.tell(said.failure)
      else resolve(said.report)
    })
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`A world ended with ${code} before it was through.`)))
  })
}

// One world's end is told, and is no end of the other.
function giveUp(error: unknown, ear: Ear): CrashReport {
  ear.tell(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return { survived: 0, failed: 1 }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
