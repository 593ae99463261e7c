'use client'

import { Button } from '@/components/ui/button'
import { Menu, MenuCheck } from '@/components/ui/menu'

type Props<Id extends string> = { columns: readonly { id: Id; head: string }[]; chosen: readonly Id[]; onChange: (columns: Id[]) => void }

/** Which columns a list shows. */
export function ColumnMenu<Id extends string>({ columns, chosen, onChange }: Props<Id>) {
  const ids = columns.map(({ id }) => id)
  return (
    <Menu label="Columns" trigger={<Button>Columns</Button>}>
      {columns.map(({ id, head }) => (
        <MenuCheck key={id} checked={chosen.includes(id)} onChange={(on) => onChange(ids.filter((each) => (each === id ? on : chosen.includes(each))))}>
          {head}
        </MenuCheck>
      ))}
    </Menu>
  )
}
