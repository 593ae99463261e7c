import { describe, expect, it } from 'vitest'
import { parsePublicEnv } from './env'

const good = {
  NEXT_PUBLIC_SUPABASE_URL: 'https://abc.supabase.co/',
  NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_x',
}

describe('parsePublicEnv', () => {
  it('takes the URL without its last slash and guesses the environment', () => {
    expect(parsePublicEnv(good)).toEqual({
      supabaseUrl: 'https://abc.supabase.co',
      publishableKey: 'sb_publishable_x',
      environment: 'Production',
    })
    expect(parsePublicEnv({ ...good, NEXT_PUBLIC_SUPABASE_URL: 'http://127.0.0.1:5000' }).environment).toBe('Local')
  })

  it('treats an empty variable as missing and names all that are wrong', () => {
    const parse = () => parsePublicEnv({ NEXT_PUBLIC_SUPABASE_URL: ' ', NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: '' })
    expect(parse).toThrow(/NEXT_PUBLIC_SUPABASE_URL is missing: it should be the URL/)
    expect(parse).toThrow(/NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY is missing: it should be the publishable key/)
  })

  it('refuses a malformed URL and a secret key', () => {
    expect(() => parsePublicEnv({ ...good, NEXT_PUBLIC_SUPABASE_URL: 'abc' })).toThrow(/NEXT_PUBLIC_SUPABASE_URL should be/)
    expect(() => parsePublicEnv({ ...good, NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: 'sb_secret_1' })).toThrow(/secret key/)
  })
})
