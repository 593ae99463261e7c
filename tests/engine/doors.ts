import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Pool } from 'pg'
import { listen } from '../../local/providers/http/listen.ts'
import { callFunction, type Answer } from './data-api.ts'
import type { Passage, Way } from './door.ts'

/** Changes what a claim answers, so that a test decides how patient a worker is. */
export type Ease = (answer: Answer, passage: Passage) => Answer

type LinkFunction = (request: Request, workerUrl: string) => Promise<Response>

/** Where every call of every worker passes: `/<worker>/twilio/…`, `/<worker>/vapi/…`, `/<worker>/rest/v1/rpc/…`, `/<worker>/functions/v1/…`. */
export type Doors = { url: string; admit(id: string, passage: Passage): void; databaseBack(): void; close(): Promise<void> }

type Call = { name: string; perform(): Promise<Answer> }

/** Opens the doors. A dead worker's calls are swallowed: it never hears of anything again. */
export async function openDoors(o: { pool: Pool; twilioUrl: string; vapiUrl: string; link: LinkFunction; ease: Ease | null }): Promise<Doors> {
  const passages = new Map<string, Passage>()
  let databaseIsAway = false

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, id = '', ...rest] = (request.url ?? '').split('/')
    const passage = passages.get(id)
    const body = await readBody(request)
    if (!passage?.alive) return
    const call = describe(request, `/${rest.join('/')}`, body, `${doors.url}/${id}`, o)
    // What a worker tells of an earlier outage belongs to no plan: it may come at any time, or never.
    if (call.name === 'db report_connection_failures' && !databaseIsAway) return send(response, await call.perform())
    const way = passage.pass(call.name)
    if (way === 'database away') databaseIsAway = true
    if (databaseIsAway && call.name.startsWith('db ')) return void response.destroy()
    await interfere(call, passage, way, response)
    passage.leave(call.name)
  }

  async function interfere(call: Call, passage: Passage, way: Way | null, response: ServerResponse): Promise<void> {
    if (way === 'killed before') passage.kill()
    passage.stuck ||= way === 'no answer, no effect' || way === 'no answer, took effect'
    if (way === 'killed before' || way === 'no answer, no effect') return
    if (way !== null && typeof way === 'object' && 'refused' in way) {
      if (way.performed) await call.perform()
      await way.until
      return send(response, { status: way.status, body: JSON.stringify(way.body) })
    }
    const held = way !== null && typeof way === 'object' ? way : null
    if (held?.held === 'before') await held.until
    const performed = await call.perform()
    const answer = call.name === 'db claim_provision_run' && o.ease ? o.ease(performed, passage) : performed
    if (held?.held === 'after') await held.until
    if (way === 'killed after') passage.kill()
    if (!passage.alive || way === 'no answer, took effect') return
    if (way === 'answer lost') response.destroy()
    else send(response, answer)
  }

  const doors = await listen({
    name: 'doors',
    listener: (request, response) => void serve(request, response).catch(() => response.destroy()),
  })
  return { url: doors.url, admit: (id, passage) => void passages.set(id, passage), databaseBack: () => void (databaseIsAway = false), close: () => doors.close() }
}

function describe(request: IncomingMessage, path: string, body: string, workerUrl: string, o: Parameters<typeof openDoors>[0]): Call {
  const rpc = /^\/rest\/v1\/rpc\/(\w+)/.exec(path)?.[1]
  if (rpc) return { name: `db ${rpc}`, perform: () => callFunction(o.pool, rpc, JSON.parse(body) as Record<string, unknown>, staffOf(request)) }
  if (path.startsWith('/functions/')) return { name: 'function vapi-number-update', perform: () => callLink(request, body, workerUrl, o.link) }
  const [, provider, ...rest] = path.split('/')
  const url = `${provider === 'twilio' ? o.twilioUrl : o.vapiUrl}/${rest.join('/')}`
  const name = provider === 'twilio' ? twilioName(request.method ?? '', url) : vapiName(request.method ?? '', url)
  return { name: `${provider} ${name}`, perform: () => forward(request, url, body) }
}

// The session of a staff member in a test: `staff.<id>.session`.
function staffOf(request: IncomingMessage): string | null {
  return /^Bearer staff\.([0-9a-f-]{36})\./.exec(request.headers.authorization ?? '')?.[1] ?? null
}

function twilioName(method: string, url: string): string {
  if (url.includes('AvailablePhoneNumbers')) return 'search'
  if (method === 'POST') return 'buy'
  if (method === 'DELETE') return 'release'
  return /IncomingPhoneNumbers\/PN/.test(url) ? 'fetch' : url.includes('FriendlyName') ? 'look up by tag' : 'look up by number'
}

function vapiName(method: string, url: string): string {
  const names: Record<string, string> = { POST: 'import', PATCH: 'set assistant', DELETE: 'remove' }
  return names[method] ?? (/phone-number\/[0-9a-f-]{36}/.test(url) ? 'read back' : 'find')
}

async function callLink(request: IncomingMessage, body: string, workerUrl: string, link: LinkFunction): Promise<Answer> {
  const answer = await link(new Request(`${workerUrl}/functions`, { method: 'POST', headers: plainHeaders(request), body }), workerUrl)
  return { status: answer.status, body: await answer.text() }
}

async function forward(request: IncomingMessage, url: string, body: string): Promise<Answer> {
  const answer = await fetch(url, { method: request.method ?? 'GET', headers: plainHeaders(request), ...(body === '' ? {} : { body }) })
  return { status: answer.status, headers: { date: answer.headers.get('date') ?? '' }, body: await answer.text() }
}

function plainHeaders(request: IncomingMessage): Record<string, string> {
  const kept = ['authorization', 'content-type', 'apikey', 'accept']
  return Object.fromEntries(kept.flatMap((name) => (typeof request.headers[name] === 'string' ? [[name, request.headers[name]]] : [])))
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk)
  return text
}

function send(response: ServerResponse, answer: Answer): void {
  const noBody = answer.status === 204
  response.writeHead(answer.status, { ...answer.headers, ...(noBody ? {} : { 'content-type': 'application/json' }) }).end(noBody ? undefined : answer.body)
}
