import type { Page } from '@playwright/test'
import type { StackInfo } from '../../local/stack/stack-info.ts'

/** A picture to take: where, and what to do there first. Customers are those of the demo. */
export type Shot = { name: string; path: (stack: StackInfo) => string; prepare?: (page: Page) => Promise<void> }

const customer = (stack: StackInfo, email: string) => stack.customers.find((each) => each.email === email)?.id ?? ''

/** Every page of the console. A new page is one line here. */
export const shots: Shot[] = [
  { name: 'overview', path: () => '/overview' },
  { name: 'customers', path: () => '/customers' },
  { name: 'runs', path: () => '/runs' },
  { name: 'customer', path: (stack) => `/customers/${customer(stack, 'deniz.aksoy@example.com')}` },
  { name: 'customer-working', path: (stack) => `/customers/${customer(stack, 'mara.lindqvist@example.com')}` },
  {
    name: 'customer-release',
    path: (stack) => `/customers/${customer(stack, 'mara.lindqvist@example.com')}`,
    prepare: async (page) => {
      await page.getByRole('button', { name: 'More' }).click()
      await page.getByRole('menuitem', { name: 'Release…' }).click()
    },
  },
  { name: 'numbers', path: () => '/numbers' },
  { name: 'bulk', path: () => '/bulk' },
  { name: 'alerts', path: () => '/alerts' },
  { name: 'rollout', path: () => '/rollout' },
  { name: 'audit', path: () => '/audit' },
  { name: 'staff', path: () => '/staff' },
]
