'use client'

import { Button } from '@/components/ui/button'
import { Menu, MenuCheck } from '@/components/ui/menu'
import { customerColumns, optionalColumns, type OptionalColumn } from './columns'

/** Which columns the list shows. */
export function ColumnMenu({ chosen, onChange }: { chosen: readonly OptionalColumn[]; onChange: (columns: OptionalColumn[]) => void }) {
  return (
    <Menu label="Columns" trigger={<Button>Columns</Button>}>
      {optionalColumns.map((id) => (
        <MenuCheck
          key={id}
          checked={chosen.includes(id)}
          onChange={(on) => onChange(optionalColumns.filter((each) => (each === id ? on : chosen.includes(each))))}
        >
          {customerColumns.find((column) => column.id === id)?.head}
        </MenuCheck>
      ))}
    </Menu>
  )
}
