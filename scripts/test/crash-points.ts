import type { Context, Counts, Suite } from './suite.ts'

async function run(context: Context): Promise<Counts> {
  const { runShards } = await import('../../tests/crash-points/run-shards.ts')
  // One plan while working on it: SWITCHBOARD_CRASH_PLAN=relink.
  const { survived, failed } = await runShards(context, process.env['SWITCHBOARD_CRASH_PLAN'] ?? null)
  context.log(`${survived + failed} crash points, ${survived} survived`)
  return { passed: survived, failed }
}

/** Every call of every plan of the engine, with everything that can go wrong at it; counts points. */
export const crashPoints: Suite = { name: 'crash-points', run }
