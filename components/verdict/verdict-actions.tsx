'use client'

import { ChevronDown } from 'lucide-react'
import { DownNote } from '@/components/provider/down-note'
import { useDown } from '@/components/provider/use-down'
import { StatusIcon } from '@/components/status/status-icon'
import { Button } from '@/components/ui/button'
import { KeyCaps } from '@/components/ui/key-caps'
import { Menu, MenuAction, MenuLine } from '@/components/ui/menu'
import { useShortcuts } from '@/lib/keyboard/keyboard-provider'
import { customerActions, type CustomerAction, type Needed, type Primary, type Verdict } from '@/lib/verdict/verdict'
import { actionKeys, buttonLabel, secondAction, startAction } from './action-words'

type Props = { verdict: Verdict; asking: CustomerAction | null; onAction: (action: CustomerAction) => void; onCopyReply: () => void }

/** One primary button, the hold beside it, and everything else with the reason when it is off. Each has its key. */
export function VerdictActions({ verdict, asking, onAction, onCopyReply }: Props) {
  const offered = offeredActions(verdict)
  const second = secondAction(verdict)
  const down = useDown()
  const press = (what: Primary) => (what === 'copy_reply' ? onCopyReply() : onAction(what))
  useShortcuts('This customer', [
    ...offered.flatMap((action) => {
      const keys = actionKeys[action]
      const state = verdict.actions[action]
      return keys ? [{ keys, label: buttonLabel(action, verdict), run: () => press(action), off: state.on ? undefined : state.why }] : []
    }),
    { keys: 'y', label: 'Copy the reply', run: onCopyReply },
  ])
  return (
    <div className="flex flex-wrap items-center gap-2 max-sm:w-full">
      <ActionButton what={verdict.primary} primary {...{ verdict, asking, press }} />
      {second ? <ActionButton what={second} {...{ verdict, asking, press }} /> : null}
      <Menu
        label="More actions"
        align="start"
        trigger={
          <Button size="lg" className="max-sm:h-10 max-sm:flex-1">
            More <ChevronDown aria-hidden size={14} strokeWidth={1.5} />
          </Button>
        }
      >
        {offered
          .toSorted((a, b) => Number(verdict.actions[b].on) - Number(verdict.actions[a].on))
          .map((action, index, all) => {
            const state = verdict.actions[action]
            const before = all[index - 1]
            const firstOff = !state.on && before !== undefined && verdict.actions[before].on
            return (
              <div key={action} role="none">
                {firstOff ? <MenuLine /> : null}
                <MenuAction onSelect={() => onAction(action)} why={state.on ? null : state.why} note={down(verdict.needs[action]).mark} keys={actionKeys[action]} danger={action === 'release'}>
                  {buttonLabel(action, verdict)}
                </MenuAction>
              </div>
            )
          })}
      </Menu>
    </div>
  )
}

/** Beside the actions: what becomes of a press while somebody is down whom one of them would ask. */
export function ActionsDownNote({ verdict }: { verdict: Verdict }) {
  const needed: Needed[] = offeredActions(verdict).flatMap((action) => (verdict.actions[action].on ? verdict.needs[action] : []))
  return <DownNote id="provider-note" needed={needed} />
}

/** Every action once; where two exclude each other, the one that makes sense. */
function offeredActions(verdict: Verdict): CustomerAction[] {
  const start = startAction(verdict)
  const hold = verdict.actions.unhold.on ? 'unhold' : 'hold'
  return customerActions.filter((action) => {
    if (action === 'retry' || action === 'provision') return action === start
    if (action === 'hold' || action === 'unhold') return action === hold
    return true
  })
}

type ButtonProps = { what: Primary; primary?: boolean; verdict: Verdict; asking: CustomerAction | null; press: (what: Primary) => void }

function ActionButton({ what, primary = false, verdict, asking, press }: ButtonProps) {
  const state = what === 'copy_reply' ? { on: true } : verdict.actions[what]
  const busy = what !== 'copy_reply' && asking === what
  const keys = actionKeys[what]
  const down = useDown()(what === 'copy_reply' || !state.on ? [] : verdict.needs[what])
  return (
    <Button
      kind={primary ? 'primary' : 'secondary'}
      size="lg"
      off={!state.on || asking !== null}
      title={'why' in state ? state.why : (down.warning ?? undefined)}
      aria-describedby={!state.on ? 'verdict-note' : down.warning ? 'provider-note' : undefined}
      aria-keyshortcuts={keys ?? undefined}
      icon={busy ? <StatusIcon shape="turning" /> : undefined}
      className={primary ? 'max-sm:h-10 max-sm:w-full' : 'max-sm:h-10 max-sm:flex-1'}
      onClick={() => press(what)}
    >
      {busy ? 'Asking' : buttonLabel(what, verdict)}
      {down.mark && !busy ? <span className="font-normal">· {down.mark}</span> : null}
      {keys ? <KeyCaps keys={keys} /> : null}
    </Button>
  )
}
