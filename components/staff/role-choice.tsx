'use client'

import { useId } from 'react'
import { staffRoles, type StaffRole } from '@/lib/auth/roles'
import { roleSentences } from '@/lib/staff/member'
import { roleLabels } from './role-labels'

/** One of the three roles, each with what it may do. */
export function RoleChoice({ role, onChange }: { role: StaffRole; onChange: (role: StaffRole) => void }) {
  const id = useId()
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-sm text-ink-2">Role</legend>
      {staffRoles.map((option) => (
        <div key={option} className="flex gap-2.5">
          <input
            id={`${id}-${option}`}
            type="radio"
            name={id}
            checked={option === role}
            onChange={() => onChange(option)}
            aria-describedby={`${id}-${option}-more`}
            className="mt-1 self-start accent-accent"
          />
          <div>
            <label htmlFor={`${id}-${option}`} className="font-medium">
              {roleLabels[option]}
            </label>
            <p id={`${id}-${option}-more`} className="text-ink-2">
              {roleSentences[option]}
            </p>
          </div>
        </div>
      ))}
    </fieldset>
  )
}
