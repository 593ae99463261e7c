import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dataDirOf } from './data-dir.ts'
import { loadSecrets } from './secrets.ts'

let dir = ''
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'switchboard-secrets-'))))
afterEach(() => rmSync(dir, { recursive: true, force: true }))

describe('the secrets of a stack', () => {
  it('are made once, differ between stacks, and only the owner can read them', () => {
    const first = loadSecrets(dir)
    expect(loadSecrets(dir)).toEqual(first)
    expect(loadSecrets(join(dir, 'other')).secretKey).not.toBe(first.secretKey)
    expect(statSync(join(dir, 'secrets.json')).mode & 0o777).toBe(0o600)
    expect(first.publishableKey).toMatch(/^sb_publishable_[A-Za-z0-9]+_[A-Za-z0-9]+$/)
  })

  it('are completed when a newer version needs more', () => {
    const { nudgeKey, ...rest } = loadSecrets(dir)
    writeFileSync(join(dir, 'secrets.json'), JSON.stringify(rest))
    expect(loadSecrets(dir)).toMatchObject(rest)
    expect(loadSecrets(dir).nudgeKey).not.toBe(nudgeKey)
  })

  it('are not made anew for a database that was made with others', () => {
    chmodSync(dir, 0o711)
    mkdirSync(dataDirOf(dir))
    writeFileSync(join(dataDirOf(dir), 'switchboard.ready'), '')
    writeFileSync(join(dir, 'secrets.json'), '{"databasePass')
    expect(() => loadSecrets(dir)).toThrow(/npm run local:reset/)
    expect(readFileSync(join(dir, 'secrets.json'), 'utf8')).toBe('{"databasePass')
  })
})
