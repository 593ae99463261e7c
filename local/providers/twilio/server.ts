import { seededRandom } from '../simulator/random.ts'
import type { SimulatorOptions } from '../simulator/options.ts'
import type { Provider } from '../simulator/provider.ts'
import { initialSettings } from '../simulator/settings.ts'
import { startSimulator } from '../simulator/simulator.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { openStateFile } from '../simulator/state-file.ts'
import { createAccount } from './account.ts'
import { authenticateTwilio } from './authenticate.ts'
import type { TwilioCredentials } from './authenticate.ts'
import { twilioControlRoutes } from './control-routes.ts'
import { generalError, resourceNotFound } from './errors.ts'
import { twilioRoutes } from './routes.ts'
import { newSid } from './sid.ts'

/** Starts a Twilio on loopback that has one account. */
export async function startTwilioSimulator(o: SimulatorOptions & { credentials: TwilioCredentials }): Promise<Simulator> {
  const log = o.log ?? (() => {})
  const settings = initialSettings(o.latency)
  const random = seededRandom(o.seed ?? Date.now())
  const file = openStateFile({
    path: o.stateFile,
    snapshot: () => account.snapshot(),
    onError: (error) => log(`Twilio simulator: its state could not be saved: ${String(error)}`),
  })
  const account = createAccount({ sid: o.credentials.accountSid, saved: file.saved, changed: file.changed })
  const provider: Provider = {
    name: 'Twilio simulator',
    routes: twilioRoutes(account, settings, random),
    authenticate: (request) => authenticateTwilio(request, o.credentials, account.subaccounts()),
    notFound: (request) => resourceNotFound(request.path),
    refuse: generalError,
    headers: () => ({ 'twilio-request-id': newSid('RQ') }),
    controlRoutes: twilioControlRoutes(account),
    describeState: () => ({
      account_sid: account.sid,
      incoming_phone_numbers: account.list().map((owned) => owned.number),
      gone: account.gone(),
    }),
    reset: account.reset,
  }
  const simulator = await startSimulator(provider, { port: o.port, settings, random, log, onExchange: o.onExchange })
  return {
    ...simulator,
    stop: async () => {
      await simulator.stop()
      await file.flush()
    },
  }
}
