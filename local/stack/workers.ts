import { startCronWorker } from '../cron/worker.ts'
import type { Log } from '../log.ts'
import { startNetWorker } from '../net/worker.ts'
import type { Progress } from './progress.ts'
import type { Teardown } from './teardown.ts'

/** Starts what works off the queue of pg_net and the schedule of pg_cron. */
export async function startWorkers(o: { adminUrl: string; progress: Progress; teardown: Teardown; log: Log }): Promise<void> {
  await o.progress.step('pg_net and pg_cron', async () => {
    const net = await startNetWorker({ adminUrl: o.adminUrl, log: o.log })
    o.teardown.add('pg_net', () => net.stop())
    const cron = await startCronWorker({ adminUrl: o.adminUrl, log: o.log })
    o.teardown.add('pg_cron', () => cron.stop())
  })
}
