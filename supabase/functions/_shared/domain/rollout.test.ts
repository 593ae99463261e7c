import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { rolloutBucket, rolloutVerdict } from './rollout.ts'

const sql = readFileSync(new URL('../../../tests/database/rollout_decision/same_bucket_as_typescript.test.sql', import.meta.url), 'utf8')
const flag = 'phone_provisioning'

// The ids that the SQL test makes: md5('user:' || n)::uuid.
function userId(n: number): string {
  const hex = createHash('md5').update(`user:${n}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

const buckets = await Promise.all(Array.from({ length: 100_000 }, (_, index) => rolloutBucket(flag, userId(index + 1))))

Deno.test('the vectors of the SQL test give the same buckets', async () => {
  const vectors = [...sql.matchAll(/\('([^']+)', '([0-9a-f-]{36})', (\d+)\)/g)]
  assert.equal(vectors.length, 9)
  for (const [, key = '', user = '', bucket] of vectors) assert.equal(await rolloutBucket(key, user), Number(bucket), `${key}:${user}`)
})

Deno.test('each share lets in exactly as many of 100,000 ids as SQL does', () => {
  const [, list = ''] = /from \(values (.+)\) x \(share, expected\)/.exec(sql) ?? []
  const shares = [...list.matchAll(/\((\d+), (\d+)\)/g)]
  assert.equal(shares.length, 8)
  for (const [, share, expected] of shares) assert.equal(buckets.filter((bucket) => bucket < Number(share)).length, Number(expected), `${share}`)
})

Deno.test('ten slices of 100,000 ids are equal within 5%', () => {
  const slices = Array.from({ length: 10 }, (_, slice) => buckets.filter((bucket) => Math.floor(bucket / 1000) === slice).length)
  for (const size of slices) assert.ok(Math.abs(size - 10_000) < 500, String(size))
})

Deno.test('raising drops nobody', () => {
  const shares = [0, 1, 100, 500, 1000, 2500, 5000, 9999, 10_000]
  const enabled = (bucket: number, percentageBp: number) => rolloutVerdict({ kill: false, activated: true, override: null, holding: false, bucket, percentageBp }).enabled
  for (const [index, share] of shares.entries()) {
    for (const next of shares.slice(index)) assert.ok(buckets.every((bucket) => !enabled(bucket, share) || enabled(bucket, next)))
  }
})

Deno.test('kill switch, then activation, then lists, then the guard, then the percentage', () => {
  const base = { kill: false, activated: true, override: null, holding: false, bucket: 1688, percentageBp: 1689 }
  assert.deepEqual(rolloutVerdict(base), { enabled: true, reason: 'percentage' })
  assert.deepEqual(rolloutVerdict({ ...base, percentageBp: 1688 }), { enabled: false, reason: 'outside_percentage' })
  assert.deepEqual(rolloutVerdict({ ...base, holding: true }), { enabled: false, reason: 'guard_holding' })
  assert.deepEqual(rolloutVerdict({ ...base, holding: true, override: 'allow' }), { enabled: true, reason: 'allow' })
  assert.deepEqual(rolloutVerdict({ ...base, override: 'deny' }), { enabled: false, reason: 'deny' })
  assert.deepEqual(rolloutVerdict({ ...base, override: 'allow', kill: true }), { enabled: false, reason: 'kill_switch' })
  assert.deepEqual(rolloutVerdict({ ...base, override: 'allow', activated: false }), { enabled: false, reason: 'not_activated' })
  assert.deepEqual(rolloutVerdict({ ...base, kill: true, activated: false }), { enabled: false, reason: 'kill_switch' })
})
