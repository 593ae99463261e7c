import { expect, test } from 'vitest'
import { aboutOf } from './about'

const about = (request: unknown, member_email: string | null = null) => aboutOf({ request, member_email })

test('an action without a customer leads to what it was about', () => {
  expect(about({ bulk_job_id: 7, scope: {} })).toEqual({ words: 'Bulk #7', href: '/bulk/7' })
  expect(about({ incident_id: 3, rule: 'twilio_errors' })).toEqual({ words: 'Incident 3', href: '/alerts/3' })
  expect(about({ comparison_id: 2 })).toEqual({ words: 'All numbers', href: '/numbers' })
  expect(about({ rule: 'twilio_errors' })).toEqual({ words: 'Alerts', href: '/alerts' })
})

test('what names nothing is about everybody, or about the colleague', () => {
  for (const request of [null, {}, { bulk_job_id: 'seven' }, 'text']) expect(about(request)).toEqual({ words: 'All customers', href: null })
  expect(about({ member_id: 'x' }, 'ada@example.com')).toEqual({ words: 'ada@example.com', href: null })
})
