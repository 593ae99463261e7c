import { parseArgs } from 'node:util'

/** What `npm run local` was asked for. */
export type LocalOptions = {
  help: boolean
  dev: boolean
  app: boolean
  trafficPerMinute: number | null
  appPort: number | null
  apiPort: number | null
}

export const usage = `npm run local -- [options]

  --dev              serve the console with hot reload instead of a production build
  --no-app           leave the console out, for a stack that only tools talk to
  --traffic[=N]      keep demo customers subscribing, upgrading, downgrading, cancelling: N changes a minute (default 12)
  --port N           port of the console (default: the last one if it is free, else a free one)
  --api-port N       port of the API gateway
  --help             this text

The data lives in .local, or in the folder that SWITCHBOARD_STACK_DIR names.
Other commands: npm run local:reset (start afresh), npm run local:upgrade -- <e-mail>, npm run staff -- --list`

const defaultTraffic = 12

/** Says what is wrong with a command line; shown as it is, without a stack. */
export class UsageError extends Error {}

/** Reads the command line of `npm run local`; throws a UsageError that a person can act on. */
export function parseOptions(args: string[]): LocalOptions {
  const { values } = parse(args.map((arg) => (arg === '--traffic' ? `--traffic=${defaultTraffic}` : arg)))
  return {
    help: values.help === true,
    dev: values.dev === true,
    app: values['no-app'] !== true,
    trafficPerMinute: readNumber('--traffic', values.traffic, 1, 600),
    appPort: readNumber('--port', values.port, 1, 65535),
    apiPort: readNumber('--api-port', values['api-port'], 1, 65535),
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        help: { type: 'boolean' },
        dev: { type: 'boolean' },
        'no-app': { type: 'boolean' },
        traffic: { type: 'string' },
        port: { type: 'string' },
        'api-port': { type: 'string' },
      },
    })
  } catch (error) {
    throw new UsageError(`${firstSentence(error)}\n\n${usage}`)
  }
}

function firstSentence(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return `${text.split(/[.\n]/, 1)[0] ?? text}.`
}

function readNumber(flag: string, value: string | undefined, least: number, most: number): number | null {
  if (value === undefined) return null
  const number = Number(value)
  if (!/^\d+$/.test(value) || number < least || number > most) {
    throw new UsageError(`${flag} is "${value}", expected a whole number from ${least} to ${most}.`)
  }
  return number
}
