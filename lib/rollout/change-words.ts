import { formatShareExact } from './share'
import type { RolloutChange } from './status'

/** What a change did, in a few words: 10.00% → 25.00%, Allow list: 14 added. */
export function describeChange(change: RolloutChange): string {
  const { old_value: old, new_value: next } = change
  switch (change.kind) {
    case 'percentage':
      return `${share(old)} → ${share(next)}`
    case 'stop':
      return stopWords(next['stopped'])
    case 'guard':
      return `${next['state'] === 'holding' ? 'Held' : 'Resumed'} at ${share(next)}`
    case 'limits':
      return Object.keys(next).length === 1 ? 'One limit changed' : `${Object.keys(next).length} limits changed`
    case 'overrides':
      return listWords(old, next)
  }
}

/** What reverting a change would set, as a question. */
export function askRevert(change: RolloutChange): string {
  switch (change.kind) {
    case 'percentage':
      return `Set the rollout back to ${share(change.old_value)}?`
    case 'stop':
      return `${stopWords(change.old_value['stopped']).replace('Started again', 'Start again').replace('Stopped', 'Stop')}?`
    case 'limits':
      return 'Set the limits back?'
    default:
      return 'Put the lists back as they were?'
  }
}

function share(value: Record<string, unknown>): string {
  const bp = value['percentage_bp']
  return typeof bp === 'number' ? `${formatShareExact(bp)}%` : '–'
}

function stopWords(stopped: unknown): string {
  if (stopped === 'everything') return 'Stopped everything'
  return stopped === 'new' ? 'Stopped new customers' : 'Started again'
}

function listWords(old: Record<string, unknown>, next: Record<string, unknown>): string {
  const parts = (['allow', 'deny'] as const).flatMap((list) => {
    const added = Object.values(next).filter((verdict) => verdict === list).length
    const removed = Object.values(old).filter((verdict) => verdict === list).length
    const words = [added > 0 ? `${added} added` : '', removed > 0 ? `${removed} removed` : ''].filter(Boolean).join(', ')
    return words === '' ? [] : [`${list === 'allow' ? 'Allow' : 'Deny'} list: ${words}`]
  })
  return parts.join('; ')
}
