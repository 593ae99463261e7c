import { randomUUID } from 'node:crypto'
import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

const patience = 5000

// As a hosted project's gateway keeps its connections to the runtime. Those that rest are closed well before the function would.
const agent = new Agent({ keepAlive: true, timeout: 4000 })

/** Hands `/functions/v1/<name>…` to that function's process; a process that is starting again is waited for a moment. */
export async function proxyToFunction(functions: Record<string, string>, url: URL, from: IncomingMessage, to: ServerResponse): Promise<void> {
  const [, name = '', rest = ''] = /^\/functions\/v1\/([^/]+)(\/.*)?$/.exec(url.pathname) ?? []
  const base = functions[name]
  if (!base) return answer(to, 404, 'NOT_FOUND', `Requested function was not found`)
  const chunks: Buffer[] = []
  for await (const chunk of from) chunks.push(chunk as Buffer)
  const target = new URL(`/${name}${rest}${url.search}`, base)
  const until = performance.now() + patience
  for (;;) {
    try {
      await forward(target, from, Buffer.concat(chunks), to)
      return
    } catch (error) {
      const refused = error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED'
      if (to.headersSent) return void to.destroy()
      if (!refused || performance.now() > until) return answer(to, refused ? 503 : 502, refused ? 'BOOT_ERROR' : 'EDGE_FUNCTION_ERROR', 'The function did not answer')
      await sleep(100)
    }
  }
}

function forward(target: URL, from: IncomingMessage, body: Buffer, to: ServerResponse): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { ...from.headers, host: target.host, 'x-request-id': randomUUID(), 'content-length': String(body.length) }
    delete (headers as Record<string, unknown>)['transfer-encoding']
    delete (headers as Record<string, unknown>)['connection']
    const onward = httpRequest(target, { method: from.method, headers, agent }, (response) => {
      for (const [name, value] of Object.entries(response.headers)) {
        if (value !== undefined && !/^(access-control-|connection|transfer-encoding)/i.test(name)) to.setHeader(name, value)
      }
      to.writeHead(response.statusCode ?? 502)
      response.pipe(to)
      response.on('end', resolve)
      response.on('error', reject)
    })
    onward.on('error', reject)
    onward.end(body)
  })
}

function answer(to: ServerResponse, status: number, code: string, message: string): void {
  to.writeHead(status, { 'content-type': 'application/json', 'sb-error-code': code })
  to.end(JSON.stringify({ code, message }))
}
