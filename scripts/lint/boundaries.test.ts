import { describe, expect, it } from 'vitest'
import { violation } from './boundaries.ts'
import { listImports, resolveImport } from './imports.ts'

describe('import boundaries', () => {
  it('lets routes use components and components use queries', () => {
    expect(violation('app/(console)/runs/page.tsx', 'components/status/pill.tsx')).toBeNull()
    expect(violation('components/runs/table.tsx', 'lib/queries/runs/use-runs.ts')).toBeNull()
  })

  it.each([
    ['components/runs/table.tsx', 'lib/services/runs/list-runs.ts'],
    ['components/runs/table.tsx', 'app/(console)/runs/page.tsx'],
    ['lib/queries/runs/use-runs.ts', 'lib/services/runs/list-runs.ts'],
    ['app/page.tsx', 'local/stack.ts'],
    ['supabase/functions/phone-number-provision/handler.ts', 'supabase/functions/vapi-number-update/handler.ts'],
    ['supabase/functions/phone-number-provision/handler.ts', 'lib/env.ts'],
    ['supabase/functions/_shared/domain/decide.ts', 'supabase/functions/_shared/db.ts'],
    ['local/stack.ts', 'lib/env.ts'],
  ])('refuses %s importing %s', (from, to) => {
    expect(violation(from, to)).not.toBeNull()
  })

  it('reads static, dynamic, type-only and re-exporting imports', () => {
    const text = `import { a } from './a.ts'\nimport type { B } from '@/lib/b'\nexport * from '@domain/c.ts'\nconst d = await import('../d.ts')\nimport 'server-only'\n`
    expect(listImports(text).map((one) => [one.specifier, one.typeOnly])).toEqual([
      ['./a.ts', false],
      ['@/lib/b', true],
      ['@domain/c.ts', false],
      ['../d.ts', false],
      ['server-only', false],
    ])
  })

  it('resolves aliases and relative paths, and leaves packages alone', () => {
    expect(resolveImport('app/a/page.tsx', '../b.ts')).toBe('app/b.ts')
    expect(resolveImport('app/page.tsx', '@domain/decide.ts')).toBe('supabase/functions/_shared/domain/decide.ts')
    expect(resolveImport('app/page.tsx', 'react')).toBeNull()
  })
})
