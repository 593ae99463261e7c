import type { Sign } from '@/components/status/vocabulary'
import type { NumberClass, NumberUse } from '@/lib/numbers/number'

/** What a number of the ledger is good for, as staff see it. */
export const ledgerSigns: Record<NumberUse, Sign> = {
  orphaned: { word: 'Orphaned', tone: 'danger', shape: 'triangle' },
  unlinked: { word: 'Unlinked', tone: 'caution', shape: 'half-ring' },
  unsettled: { word: 'Being bought', tone: 'progress', shape: 'turning' },
  releasing: { word: 'Being released', tone: 'progress', shape: 'turning' },
  paused: { word: 'Paused', tone: 'idle', shape: 'ring-bars' },
  answering: { word: 'Answering', tone: 'ok', shape: 'disc-check' },
  released: { word: 'Released', tone: 'idle', shape: 'ring-minus' },
  lost: { word: 'Never ours', tone: 'idle', shape: 'ring-cross' },
}

/** What Twilio, VAPI and the ledger together say: red where money or calls are lost now, amber where a person looks first. */
export const classSigns: Record<NumberClass, Sign> = {
  orphan: { word: 'Orphan', tone: 'danger', shape: 'triangle' },
  zombie: { word: 'Zombie', tone: 'danger', shape: 'triangle' },
  ghost: { word: 'Ghost', tone: 'danger', shape: 'triangle' },
  half_linked: { word: 'Half-linked', tone: 'danger', shape: 'triangle' },
  deaf: { word: 'Deaf', tone: 'danger', shape: 'triangle' },
  drifted: { word: 'Drifted', tone: 'danger', shape: 'triangle' },
  twin: { word: 'Twin', tone: 'caution', shape: 'half-diamond' },
  orphan_import: { word: 'Orphan import', tone: 'caution', shape: 'half-diamond' },
  unsure: { word: 'Not judged yet', tone: 'idle', shape: 'ring-dots' },
  healthy: { word: 'Healthy', tone: 'ok', shape: 'disc-check' },
  foreign: { word: 'Foreign', tone: 'idle', shape: 'ring-slash' },
}
