import { z } from 'zod'

const uuid = (name: string) => z.uuid({ error: `${name} must be a UUID` })

const server = z.strictObject({
  url: z.string({ error: 'server.url must be a string' }).optional(),
  timeoutSeconds: z.number().min(1).max(300).optional(),
  credentialId: z.string().optional(),
  staticIpAddressesEnabled: z.boolean().optional(),
  encryptedPaths: z.array(z.string()).optional(),
  headers: z.record(z.string(), z.unknown()).optional(),
  backoffPlan: z.record(z.string(), z.unknown()).optional(),
})

const number = z.string({ error: 'number must be a string' }).regex(/^\+[1-9]\d{6,14}$/, {
  error: 'number must be a valid phone number in the E.164 format. Hot tip, you may be missing the country code (Eg. US: +1).',
})

const fields = {
  provider: z.literal('twilio', { error: 'provider must be one of the following values: twilio' }),
  number,
  twilioAccountSid: z.string({ error: 'twilioAccountSid must be a string' }).min(1, { error: 'twilioAccountSid should not be empty' }),
  twilioAuthToken: z.string().optional(),
  twilioApiKey: z.string().optional(),
  twilioApiSecret: z.string().optional(),
  name: z.string().max(40, { error: 'name must be shorter than or equal to 40 characters' }).optional(),
  assistantId: uuid('assistantId').optional(),
  workflowId: uuid('workflowId').optional(),
  squadId: uuid('squadId').optional(),
  smsEnabled: z.boolean({ error: 'smsEnabled must be a boolean value' }).optional(),
  server: server.optional(),
  fallbackDestination: z.record(z.string(), z.unknown()).optional(),
  hooks: z.array(z.unknown()).optional(),
}

/** The body of `POST /phone-number`. */
export const createSchema = z
  .strictObject(fields)
  .refine((input) => input.twilioAuthToken || (input.twilioApiKey && input.twilioApiSecret), {
    error: 'twilioAuthToken, or twilioApiKey and twilioApiSecret, must be given',
  })

/**
 * The body of `PATCH /phone-number/{id}`. The provider may be left out. `assistantId: null` takes the assistant off:
 * the one thing that the simulator takes although VAPI's specification does not mention it.
 */
export const updateSchema = z.strictObject({ ...fields, assistantId: uuid('assistantId').nullish() }).partial()

/** VAPI names what it does not know and what is wrong, one sentence each. */
export function explain(error: z.ZodError): string[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => `${[...issue.path, 'property'].join('.')} ${key} should not exist`)
      : [issue.message],
  )
}
