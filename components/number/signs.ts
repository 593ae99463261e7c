import type { Sign } from '@/components/status/vocabulary'
import type { NumberUse } from '@/lib/numbers/number'

/** What a number is good for, as staff see it. */
export const numberSigns: Record<NumberUse, Sign> = {
  orphaned: { word: 'Orphaned', tone: 'danger', shape: 'triangle' },
  unlinked: { word: 'Unlinked', tone: 'caution', shape: 'half-ring' },
  unsettled: { word: 'Being bought', tone: 'progress', shape: 'turning' },
  releasing: { word: 'Being released', tone: 'progress', shape: 'turning' },
  paused: { word: 'Paused', tone: 'idle', shape: 'ring-bars' },
  answering: { word: 'Answering', tone: 'ok', shape: 'disc-check' },
  released: { word: 'Released', tone: 'idle', shape: 'ring-minus' },
  lost: { word: 'Never ours', tone: 'idle', shape: 'ring-cross' },
}
