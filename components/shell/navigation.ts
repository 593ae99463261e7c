/** A page of the console. */
export type NavItem = { href: string; label: string }

/** The pages that exist, in two groups: the daily work, and how it is run. A new page is one line here. */
export const navigation: readonly (readonly NavItem[])[] = [
  [
    { href: '/overview', label: 'Overview' },
    { href: '/customers', label: 'Customers' },
    { href: '/runs', label: 'Runs' },
    { href: '/numbers', label: 'Numbers' },
    { href: '/bulk', label: 'Bulk' },
    { href: '/alerts', label: 'Alerts' },
  ],
  [
    { href: '/rollout', label: 'Rollout' },
    { href: '/audit', label: 'Audit' },
    { href: '/staff', label: 'Staff' },
  ],
]

/** Where signing in leads. */
export const homePath = '/overview'
