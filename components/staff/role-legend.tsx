import { staffRoles } from '@/lib/auth/roles'
import { roleSentences } from '@/lib/staff/member'
import { roleLabels } from './role-labels'

/** What each role may do. */
export function RoleLegend() {
  return (
    <dl className="grid max-w-2xl grid-cols-[88px_minmax(0,1fr)] gap-x-4 gap-y-1 px-6 py-5 max-sm:px-4">
      {staffRoles.map((role) => (
        <div key={role} className="contents">
          <dt className="font-medium">{roleLabels[role]}</dt>
          <dd className="text-ink-2">{roleSentences[role]}</dd>
        </div>
      ))}
    </dl>
  )
}
