import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The folder of the official specifications (`SPECS_DIR`, else `../shared/specs`), or null when it is absent. */
export function findSpecs(): string | null {
  const folder = resolve(process.env.SPECS_DIR ?? join(import.meta.dirname, '../../../../shared/specs'))
  return existsSync(join(folder, 'twilio_api_v2010.json')) && existsSync(join(folder, 'vapi_api_openapi.json')) ? folder : null
}

/** Reads one of them, without the empty enumerations, which VAPI's generator leaves where anything may stand. */
export function readSpec(folder: string, file: 'twilio_api_v2010.json' | 'vapi_api_openapi.json'): unknown {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'), (keyword: string, value: unknown) =>
    keyword === 'enum' && Array.isArray(value) && value.length === 0 ? undefined : value,
  )
}
