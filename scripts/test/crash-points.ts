import type { Context, Counts, Suite } from './suite.ts'

async function run(context: Context): Promise<Counts> {
  const { runCrashPoints } = await import('../../tests/crash-points/crash-points.ts')
  const { survived, failed } = await runCrashPoints(context.log)
  context.log(`${survived + failed} crash points, ${survived} survived`)
  return { passed: survived, failed }
}

/** Every call of every plan of the engine, with everything that can go wrong at it; counts points. */
export const crashPoints: Suite = { name: 'crash-points', run }
