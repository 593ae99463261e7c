import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const shared = {
  environment: 'node' as const,
  // A busy machine of two cores must not turn a passing test into a failing one.
  testTimeout: 60_000,
  hookTimeout: 180_000,
}

export default defineConfig({
  resolve: { alias: { '@domain': here('./supabase/functions/_shared/domain'), '@': here('.'), 'server-only': here('./scripts/test/empty.ts') } },
  test: {
    projects: [
      {
        extends: true,
        test: { ...shared, name: 'engine', include: ['tests/engine/*.test.ts'], pool: 'forks', maxWorkers: 2 },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'unit',
          include: ['{app,components,lib,bench,chaos}/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'local/{stack,seed,traffic}/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'stand-ins',
          include: ['local/**/*.test.ts'],
          exclude: ['local/{stack,seed,traffic}/**/*.test.ts', '**/node_modules/**'],
          pool: 'forks',
          maxWorkers: 2,
        },
      },
    ],
  },
})
