import type { StackInfo } from './stack-info.ts'

/** The box at the end of a start: where the console is and how to sign in. */
export function banner(info: StackInfo): string {
  const { admin, operator, viewer } = info.accounts
  const lines = [
    `Console   ${info.app_url ?? 'not started'}`,
    `API       ${info.api_url}`,
    '',
    `Sign in as  ${[admin, operator, viewer].map((account) => account.email).join('\n            ')}`,
    `Password    ${admin.password}`,
    '',
    `Upgrade a customer   npm run local:upgrade -- ${info.customers.find((customer) => customer.tier === 'free')?.email ?? '<e-mail>'}`,
    'Stop                 Ctrl-C',
  ].flatMap((line) => line.split('\n'))
  const width = Math.max(...lines.map((line) => line.length))
  const edge = '─'.repeat(width + 4)
  return [`╭${edge}╮`, ...lines.map((line) => `│  ${line.padEnd(width)}  │`), `╰${edge}╯`].join('\n')
}
