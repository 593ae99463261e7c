import 'server-only'
import type { PublicEnv } from '@/lib/env'

const longestEvent = 256 * 1024
// Paddle gives up after five seconds and sends the event again.
const patience = 4_500

/** Hands an event to the Edge Function as it came, signature and all; the answer is the function's. */
export async function forwardEvent(request: Request, env: PublicEnv, post: typeof fetch = fetch): Promise<Response> {
  const body = await readBytes(request)
  if (!body) return refuse(413, 'payload_too_large', `The body is larger than ${longestEvent / 1024} KiB.`)
  const answer = await post(`${env.supabaseUrl}/functions/v1/paddle-webhook`, {
    method: 'POST',
    headers: headersFor(request, env),
    body,
    signal: AbortSignal.timeout(patience),
    redirect: 'error',
    cache: 'no-store',
  }).catch(() => null)
  if (!answer) return refuse(503, 'unavailable', 'The function that takes events does not answer. Send the event again.')
  return new Response(await answer.text(), { status: answer.status, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' } })
}

function headersFor(request: Request, env: PublicEnv): Record<string, string> {
  const signature = request.headers.get('paddle-signature')
  return {
    apikey: env.publishableKey,
    'content-type': request.headers.get('content-type') ?? 'application/json',
    ...(signature === null ? {} : { 'paddle-signature': signature }),
  }
}

// The bytes as they came: the signature is over them.
async function readBytes(request: Request): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers.get('content-length') ?? 0) > longestEvent) return null
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > longestEvent) return null
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

function refuse(status: number, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status, headers: { 'cache-control': 'no-store' } })
}
