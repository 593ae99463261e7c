import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { runbooks } from './runbooks'

const folder = new URL('../../docs/runbooks/', import.meta.url)
const migration = readFileSync(new URL('../../supabase/migrations/20261125160000_create_alerts.sql', import.meta.url), 'utf8')
const rules = [...migration.matchAll(/^ {2}\(\d+, '([a-z_]+)', /gm)].map(([, key]) => key)

describe('the runbooks', () => {
  it('exist for each rule that is shipped, and for no other', () => {
    expect(rules).toHaveLength(16)
    expect(Object.keys(runbooks).toSorted()).toEqual(rules.toSorted())
  })

  it.each(Object.entries(runbooks))('%s says on the page what the document says', (key, { file, steps }) => {
    const text = readFileSync(new URL(`${file}.md`, folder), 'utf8')
    expect(text).toContain(`Rule \`${key}\``)
    const first = text.split('## First steps')[1]?.split('##')[0] ?? ''
    expect([...first.matchAll(/^\d+\. (.+)$/gm)].map(([, step]) => step)).toEqual(steps)
  })
})
