import { formatWord } from '@/lib/format/words'

const deeds: Record<string, string> = {
  check: 'Check first',
  retry: 'Retry',
  provision: 'Provision',
  relink: 'Relink',
  pause: 'Pause',
  resume: 'Resume',
  release: 'Release',
  hold: 'Put on hold',
  unhold: 'Took off hold',
  add_note: 'Added a note',
  edit_note: 'Changed a note',
  delete_note: 'Removed a note',
}

/** What a staff member did, as the audit trail names it. */
export function sayDeed(action: string): string {
  return deeds[action] ?? formatWord(action)
}
