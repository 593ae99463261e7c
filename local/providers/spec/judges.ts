import { createJudge } from './judge.ts'
import type { Judge } from './judge.ts'
import type { OpenApi } from './open-api.ts'
import { readSpec } from './spec-files.ts'

/** Judges by Twilio's specification. */
export function twilioJudge(folder: string): Judge {
  return createJudge(readSpec(folder, 'twilio_api_v2010.json') as OpenApi)
}

/**
 * Judges by VAPI's specification, with one deviation: `assistantId: null` takes the assistant off a number. The
 * specification has no word for that; readers check afterwards that it worked.
 */
export function vapiJudge(folder: string): Judge {
  const spec = readSpec(folder, 'vapi_api_openapi.json') as OpenApi
  const assistantId = spec.components.schemas.UpdateTwilioPhoneNumberDTO?.properties?.assistantId
  if (!assistantId) throw new Error("VAPI's specification has changed: UpdateTwilioPhoneNumberDTO.assistantId is gone")
  assistantId.nullable = true
  return createJudge(spec)
}
