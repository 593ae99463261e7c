type Fault = Record<string, unknown>

const buys = { method: 'POST', path: '*/IncomingPhoneNumbers.json' }
const looks = { method: 'GET', path: '*/IncomingPhoneNumbers*' }
const searches = { method: 'GET', path: '*AvailablePhoneNumbers*' }
const releases = { method: 'DELETE', path: '*/IncomingPhoneNumbers/*' }
const imports = { method: 'POST', path: '/phone-number' }
const finds = { method: 'GET', path: '/v2/phone-number*' }
const reads = { method: 'GET', path: '/phone-number/*' }
const links = { method: 'PATCH', path: '/phone-number/*' }
const removals = { method: 'DELETE', path: '/phone-number/*' }
/** Longer than a call of the engine waits. */
const tooLongMs = 4500

const twilioSays = (status: number, code: number): Fault => ({ status, body: { code, message: 'Chaos', more_info: '', status } })
const vapiSays = (status: number, message: string): Fault => ({ status, body: { statusCode: status, error: 'Chaos', message } })

function everyWay(name: string, at: Fault, serverError: Fault): Record<string, Fault> {
  return {
    [`${name}: dropped before`]: { ...at, drop: 'before' },
    [`${name}: answer lost`]: { ...at, drop: 'after' },
    [`${name}: times out, takes effect`]: { ...at, latency_after_ms: tooLongMs },
    [`${name}: effect comes late`]: { ...at, effect_delay_ms: 1200 },
    [`${name}: error although it worked`]: { ...at, ...serverError, effect_delay_ms: 0 },
    [`${name}: server error`]: { ...at, ...serverError },
  }
}

/** Every way in which Twilio misbehaves here, by name. */
export const twilioFaults: Record<string, Fault> = {
  ...everyWay('buy', buys, twilioSays(500, 20500)),
  ...everyWay('release', releases, twilioSays(503, 20503)),
  'buy: sold meanwhile': { ...buys, ...twilioSays(400, 21422) },
  'buy: too many at once': { ...buys, ...twilioSays(429, 20429) },
  'buy: unknown code': { ...buys, ...twilioSays(400, 29999) },
  'buy: out of money, halts': { ...buys, ...twilioSays(400, 20005) },
  'key refused, halts': { path: '*', ...twilioSays(401, 20003) },
  'look-up: times out': { ...looks, latency_ms: tooLongMs },
  'look-up: server error': { ...looks, ...twilioSays(503, 20503) },
  'search: finds nothing': { ...searches, status: 200, body: { available_phone_numbers: [], uri: '/' } },
  'search: dropped': { ...searches, drop: 'before' },
  'search: slow': { ...searches, latency_ms: 1500 },
  'release: not found': { ...releases, ...twilioSays(404, 20404) },
  'new numbers missing from lists': { lag: true },
}

/** Every way in which VAPI misbehaves here, by name. */
export const vapiFaults: Record<string, Fault> = {
  ...everyWay('import', imports, vapiSays(500, 'Internal')),
  ...everyWay('link', links, vapiSays(502, 'Bad gateway')),
  ...everyWay('removal', removals, vapiSays(503, 'Unavailable')),
  'import: number not at Twilio yet': { ...imports, ...vapiSays(400, 'Number Not Found on Twilio') },
  'import: out of credit, halts': { ...imports, ...vapiSays(402, 'Out of credit') },
  'import: refused': { ...imports, ...vapiSays(400, 'Bad request') },
  'find: too many': { ...finds, ...vapiSays(429, 'Too many') },
  'find: times out': { ...finds, latency_ms: tooLongMs },
  'read back: server error': { ...reads, ...vapiSays(500, 'Internal') },
}

/** The names that a plan picks from; halts and the like are rarer because they stop everybody. */
export const faultNames = [...Object.keys(twilioFaults).map((name) => `twilio ${name}`), ...Object.keys(vapiFaults).map((name) => `vapi ${name}`)]
