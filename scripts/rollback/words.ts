import { formatCount, plural } from '../../lib/format/count.ts'

/** How many of those who waited went where. */
export type Handover = { waited: number; taken: number; untold: number; waiting: number }

/** Only those are served whom the old system took: who left the queue otherwise is told apart. */
export function handoverWords({ waited, taken, untold, waiting }: Handover): string {
  const others = waited - waiting - taken - untold
  const parts = [
    `${formatCount(waited)} waited`,
    `the old system took ${formatCount(taken)}`,
    ...(untold > 0 ? [`nobody was told of ${formatCount(untold)}, since no old system is configured`] : []),
    ...(others > 0 ? [`${formatCount(others)} ${plural(others, 'has a number by now or wants none', 'have a number by now or want none')}`] : []),
    ...(waiting > 0 ? [`${formatCount(waiting)} ${plural(waiting, 'waits', 'wait')} still`] : []),
  ]
  return `${parts.join('; ')}.`
}

export function liveWords(live: number): string {
  return `${formatCount(live)} ${plural(live, 'number stays live and keeps', 'numbers stay live and keep')} answering; nothing was given back.`
}

export function waitingWords(waiting: number): string {
  return `${formatCount(waiting)} paying ${plural(waiting, 'customer waits', 'customers wait')} without a number`
}

export function untoldWords(untold: number): string {
  return `${formatCount(untold)} paying ${plural(untold, 'customer', 'customers')} left the queue without anybody being told: set OLD_SYSTEM_URL and OLD_SYSTEM_SECRET before the next time`
}

export function byHandWords(left: number): string {
  return `The old system must look after ${plural(left, 'this one', `these ${formatCount(left)}`)} by hand`
}

/** What the scan after the way back found. */
export function scanWords(found: number, enqueued: number): string {
  return `${formatCount(found)} ${plural(found, 'customer', 'customers')} changed meanwhile, ${formatCount(enqueued)} ${plural(enqueued, 'run was', 'runs were')} started; the rest follows at the pace of the rollout.`
}
