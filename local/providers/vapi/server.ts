import type { SimulatorOptions } from '../simulator/options.ts'
import type { Provider } from '../simulator/provider.ts'
import { seededRandom } from '../simulator/random.ts'
import { redact } from '../simulator/redact.ts'
import { initialSettings } from '../simulator/settings.ts'
import { startSimulator } from '../simulator/simulator.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { openStateFile } from '../simulator/state-file.ts'
import { authenticateVapi } from './authenticate.ts'
import { vapiControlRoutes } from './control-routes.ts'
import { vapiError } from './errors.ts'
import { createOrganisation } from './organisation.ts'
import { vapiRoutes } from './routes.ts'

type Options = SimulatorOptions & {
  apiKey: string
  /** Where imports look their numbers up; they are believed unless given. */
  twilioUrl?: string
  /** `any`, unless told otherwise: every UUID is an assistant until it is deleted. */
  assistants?: 'any' | 'known'
}

/** Starts a VAPI on loopback that has one organisation. */
export async function startVapiSimulator(o: Options): Promise<Simulator> {
  const log = o.log ?? (() => {})
  const settings = initialSettings(o.latency)
  const file = openStateFile({
    path: o.stateFile,
    snapshot: () => organisation.snapshot(),
    onError: (error) => log(`VAPI simulator: its state could not be saved: ${String(error)}`),
  })
  const organisation = createOrganisation({ saved: file.saved, changed: file.changed, anyAssistant: o.assistants !== 'known' })
  const provider: Provider = {
    name: 'VAPI simulator',
    routes: vapiRoutes(organisation, settings, o.twilioUrl),
    authenticate: (request) => authenticateVapi(request, o.apiKey),
    notFound: (request) => vapiError(404, `Cannot ${request.method} ${request.path}`),
    refuse: (status) => vapiError(status, `Simulated error ${status}`),
    headers: () => ({}),
    controlRoutes: vapiControlRoutes(organisation),
    describeState: () => ({
      phone_numbers: redact(organisation.numbers()),
      assistants: organisation.assistants(),
      removed_assistants: organisation.removedAssistants(),
    }),
    reset: organisation.reset,
  }
  const random = seededRandom(o.seed ?? Date.now())
  const simulator = await startSimulator(provider, { port: o.port, settings, random, log, onExchange: o.onExchange })
  return {
    ...simulator,
    stop: async () => {
      await simulator.stop()
      await file.flush()
    },
  }
}
