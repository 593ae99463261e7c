import { customerStatuses } from '@domain/states.ts'
import { customerSigns, retrySigns } from '@/components/status/vocabulary'
import { waits, type CustomerFacet, type CustomerTab } from '@/lib/customers/filter'
import { formatWord } from '@/lib/format/words'
import { faultLabels } from '@/lib/sentences/words'

export const customerFacetTitles: Record<CustomerFacet, string> = { retry: 'Retry', fault: 'Fault', reason: 'Code', tier: 'Tier', listed: 'Rollout', waiting: 'Waiting for', status: 'Status' }

const listedWords: Record<string, string> = { percentage: 'By percentage', allow: 'Allow list', deny: 'Deny list' }
const reasonWords: Record<string, string> = { no_run: 'No run', paid: 'Not linked', failed: 'No code', integrity_issue: 'Rows contradict', other_provider: 'Other provider', awaiting_turn: 'Awaits turn', handover_asked: 'Old system asked', handover_untaken: 'Not taken' }

const waitWords: Record<(typeof waits)[number], string> = {
  person: 'A person',
  assistant: 'An assistant',
  run: 'Its run',
  retry: 'The next try',
  twilio: 'Twilio',
  vapi: 'VAPI',
  guard: 'The guard',
  turn: 'Their turn',
  stop: 'A stop to end',
}

/** A word of a facet as staff read it; codes stay as they are. */
export function customerFacetWord(facet: CustomerFacet, word: string): string {
  switch (facet) {
    case 'retry':
      return word === 'safe' || word === 'check_first' || word === 'useless' ? retrySigns[word].word : formatWord(word)
    case 'fault':
      return Object.entries(faultLabels).find(([fault]) => fault === word)?.[1] ?? formatWord(word)
    case 'reason':
      return reasonWords[word] ?? word
    case 'tier':
      return formatWord(word)
    case 'listed':
      return listedWords[word] ?? formatWord(word)
    case 'waiting': {
      const known = waits.find((each) => each === word)
      return known ? waitWords[known] : formatWord(word)
    }
    case 'status': {
      const known = customerStatuses.find((status) => status === word)
      return known ? customerSigns[known].word : formatWord(word)
    }
  }
}

export const customerTabLabels: Record<CustomerTab, string> = {
  needs_attention: customerSigns.needs_attention.word,
  being_set_up: customerSigns.being_set_up.word,
  on_hold: customerSigns.on_hold.word,
  working: customerSigns.working.word,
  all: 'All',
}
