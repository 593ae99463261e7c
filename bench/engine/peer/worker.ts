import { Logger, run } from 'graphile-worker'
import { z } from 'zod'
import { twilioClient } from '../../../local/providers/testing/twilio-client.ts'
import { vapiClient } from '../../../local/providers/testing/vapi-client.ts'
import { provision } from './provision.ts'

const environment = z.object({ url: z.string(), cap: z.number(), twilioUrl: z.string(), vapiUrl: z.string(), vapiKey: z.string() })
  .extend({ twilio: z.object({ accountSid: z.string(), authToken: z.string(), apiKey: z.string(), apiSecret: z.string() }) })
const given = environment.parse(JSON.parse(process.argv[2] ?? '{}'))
const { accountSid, apiKey, apiSecret } = given.twilio
const sdks = {
  twilio: twilioClient(given.twilioUrl, given.twilio, 15_000),
  vapi: vapiClient(given.vapiUrl, given.vapiKey),
  twilioKeys: { twilioAccountSid: accountSid, twilioApiKey: apiKey, twilioApiSecret: apiSecret },
}

// A process of its own, as the functions are.
const runner = await run({
  connectionString: given.url,
  concurrency: given.cap,
  maxPoolSize: given.cap + 2,
  logger: new Logger(() => (level, message) => void (level === 'error' && process.stderr.write(`${message}\n`))),
  taskList: {
    provision: (payload, helpers) => provision(z.object({ user_id: z.string() }).parse(payload).user_id, sdks, helpers.query),
  },
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
await runner.promise
