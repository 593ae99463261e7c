import type { CustomerAction, Primary, Verdict } from '@/lib/verdict/verdict'

/** The key of each action; what cannot be undone has none. Start and Retry share one, since only one of them is offered. */
export const actionKeys: Record<Primary, string | null> = {
  check: 'c',
  retry: 'r',
  provision: 'r',
  relink: 'a',
  pause: 'p',
  resume: 'u',
  hold: 'h',
  unhold: 'h',
  release: null,
  copy_reply: 'y',
}

/** The button: verb and object, and "…" where it asks something first. */
const actionButtons: Record<Primary, string> = {
  check: 'Check first',
  retry: 'Retry',
  provision: 'Provision',
  relink: 'Relink',
  pause: 'Pause…',
  resume: 'Resume',
  hold: 'Put on hold…',
  unhold: 'Take off hold',
  release: 'Release…',
  copy_reply: 'Copy reply',
}

/** What the button says to this customer's reader. */
export function buttonLabel(what: Primary, { takesBack }: Pick<Verdict, 'takesBack'>): string {
  return what === 'provision' && takesBack ? 'Keep the number' : actionButtons[what]
}

/** What a refused press says first. */
export const notDone: Record<CustomerAction, string> = {
  check: 'Not checked',
  retry: 'Not retried',
  provision: 'Not provisioned',
  relink: 'Not relinked',
  pause: 'Not paused',
  resume: 'Not resumed',
  hold: 'Not put on hold',
  unhold: 'Hold not taken off',
  release: 'Not released',
}

/** Actions that ask for a reason before anything happens. */
export function asksFirst(action: CustomerAction): action is 'pause' | 'hold' | 'release' {
  return action === 'pause' || action === 'hold' || action === 'release'
}

/** Retry, or starting from nothing: whichever makes sense. */
export function startAction({ primary, actions }: Verdict): 'retry' | 'provision' {
  return primary === 'provision' || (actions.provision.on && !actions.retry.on) ? 'provision' : 'retry'
}

/** The button beside the primary one. */
export function secondAction({ primary, actions }: Verdict): 'hold' | 'unhold' | null {
  if (primary === 'hold' || primary === 'unhold') return null
  return actions.unhold.on ? 'unhold' : 'hold'
}
