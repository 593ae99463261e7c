import type { CustomerStatus, RunStatus, StepOutcome } from '@domain/states.ts'
import type { Connection } from '@/lib/realtime/connection'
import type { RetryVerdict } from '@/lib/verdict/verdict'
import type { Shape } from './shapes'
import type { Tone } from './tone'

/** A status as staff see it: a word, a colour that says who must act, a shape. */
export type Sign = { word: string; tone: Tone; shape: Shape }

export const customerSigns: Record<CustomerStatus, Sign> = {
  working: { word: 'Working', tone: 'ok', shape: 'disc-check' },
  being_set_up: { word: 'Being set up', tone: 'progress', shape: 'turning' },
  needs_attention: { word: 'Needs attention', tone: 'danger', shape: 'triangle' },
  on_hold: { word: 'On hold', tone: 'caution', shape: 'padlock' },
  paused: { word: 'Paused', tone: 'idle', shape: 'ring-bars' },
  released: { word: 'Released', tone: 'idle', shape: 'ring-minus' },
  not_eligible: { word: 'Not eligible', tone: 'idle', shape: 'ring-slash' },
  not_in_rollout: { word: 'Not in rollout', tone: 'idle', shape: 'square' },
}

export const runSigns: Record<RunStatus, Sign> = {
  pending: { word: 'Queued', tone: 'progress', shape: 'dotted-ring' },
  processing: { word: 'Running', tone: 'progress', shape: 'turning' },
  retry_scheduled: { word: 'Retry scheduled', tone: 'progress', shape: 'clock' },
  succeeded: { word: 'Succeeded', tone: 'ok', shape: 'disc-check' },
  failed: { word: 'Failed', tone: 'danger', shape: 'disc-cross' },
  skipped: { word: 'Skipped', tone: 'idle', shape: 'ring-chevron' },
  superseded: { word: 'Superseded', tone: 'idle', shape: 'ring-behind-disc' },
}

export const retrySigns: Record<RetryVerdict, Sign> = {
  safe: { word: 'Safe', tone: 'ok', shape: 'circular-arrow' },
  check_first: { word: 'Check first', tone: 'caution', shape: 'half-diamond' },
  useless: { word: 'Useless', tone: 'idle', shape: 'ring-cross' },
  not_needed: { word: 'Not needed', tone: 'idle', shape: 'ring-minus' },
}

export const stepSigns: Record<StepOutcome, Sign> = {
  ok: { word: 'Done', tone: 'ok', shape: 'disc-check' },
  failed: { word: 'Failed', tone: 'danger', shape: 'disc-cross' },
  unknown: { word: 'Outcome unknown', tone: 'caution', shape: 'half-diamond' },
  skipped: { word: 'Skipped', tone: 'idle', shape: 'ring-chevron' },
}

export const connectionSigns: Record<Connection['state'], Sign> = {
  connecting: { word: 'Connecting', tone: 'progress', shape: 'turning' },
  live: { word: 'Live', tone: 'ok', shape: 'dot-halo' },
  reconnecting: { word: 'Reconnecting', tone: 'progress', shape: 'turning' },
  stale: { word: 'Stale', tone: 'caution', shape: 'struck-dot' },
}

export type AlertState = 'pending' | 'firing' | 'recovering' | 'resolved' | 'muted'
export const alertSigns: Record<AlertState, Sign> = {
  pending: { word: 'Pending', tone: 'caution', shape: 'octagon' },
  firing: { word: 'Firing', tone: 'danger', shape: 'octagon-filled' },
  recovering: { word: 'Recovering', tone: 'progress', shape: 'octagon-down' },
  resolved: { word: 'Resolved', tone: 'ok', shape: 'octagon-check' },
  muted: { word: 'Muted', tone: 'idle', shape: 'octagon-minus' },
}

export type ProviderState = 'ok' | 'degraded' | 'down'
export const providerSigns: Record<ProviderState, Sign> = {
  ok: { word: 'OK', tone: 'ok', shape: 'disc-check' },
  degraded: { word: 'Degraded', tone: 'caution', shape: 'half-ring' },
  down: { word: 'Down', tone: 'danger', shape: 'disc-cross' },
}

export type GuardState = 'healthy' | 'holding' | 'not_enough_data'
export const guardSigns: Record<GuardState, Sign> = {
  healthy: { word: 'Healthy', tone: 'ok', shape: 'disc-check' },
  holding: { word: 'Holding', tone: 'caution', shape: 'ring-bars' },
  not_enough_data: { word: 'Not enough data', tone: 'idle', shape: 'ring-dots' },
}

export const stopSign: Sign = { word: 'Stopped', tone: 'caution', shape: 'ring-bars' }
export const watchSign: Sign = { word: 'Report only', tone: 'idle', shape: 'ring-dots' }
