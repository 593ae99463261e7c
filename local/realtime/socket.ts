import type { WebSocket } from 'ws'
import type { Claims } from './claims.ts'
import { asRecord, decode, encode, type Message, type Version } from './protocol.ts'

/** What a socket needs from the server. */
export type Hub = {
  /** Resolves once messages are being carried; joins wait for it. */
  ready(): Promise<void>
  authorise(topic: string, token: string | null): Promise<Claims | { refused: string }>
  readToken(token: string): Promise<Claims | null>
  open(topic: string, channel: Channel): void
  close(channel: Channel): void
}

/** One joined topic of one socket. */
export type Channel = { name: string; deliver(event: string, payload: unknown, id: string): void }

type Joined = { channel: Channel; joinRef: string | null; expiry: NodeJS.Timeout | null }

const longest = 2 ** 31 - 1

/** Speaks the Phoenix protocol with one client. */
export function serveSocket(ws: WebSocket, version: Version, hub: Hub): void {
  const joined = new Map<string, Joined>()
  const send = (m: Message): void => {
    if (ws.readyState === ws.OPEN) ws.send(encode(version, m))
  }
  const reply = (m: Message, status: 'ok' | 'error', response: Record<string, unknown>): void =>
    send({ joinRef: m.joinRef, ref: m.ref, topic: m.topic, event: 'phx_reply', payload: { status, response } })

  const leave = (topic: string): Joined | null => {
    const known = joined.get(topic)
    if (!known) return null
    if (known.expiry) clearTimeout(known.expiry)
    joined.delete(topic)
    hub.close(known.channel)
    return known
  }
  const expire = (topic: string, message: string): void => {
    const known = leave(topic)
    if (!known) return
    const channel = topic.replace(/^realtime:/, '')
    send({ joinRef: known.joinRef, ref: null, topic, event: 'system', payload: { extension: 'system', status: 'error', message, channel } })
    // Ignored by the client unless the reference is that of the join.
    send({ joinRef: known.joinRef, ref: known.joinRef, topic, event: 'phx_close', payload: {} })
  }
  const watchExpiry = (topic: string, claims: Claims): NodeJS.Timeout | null => {
    if (claims.exp === null) return null
    const left = Math.min(Math.max(0, claims.exp * 1000 - Date.now()), longest)
    return setTimeout(() => expire(topic, 'Token has expired'), left)
  }

  const join = async (m: Message): Promise<void> => {
    leave(m.topic)
    const name = m.topic.replace(/^realtime:/, '')
    if (asRecord(m.payload['config'])['private'] !== true) return reply(m, 'error', { reason: 'This project allows private channels only' })
    await hub.ready()
    const token = m.payload['access_token']
    const claims = await hub.authorise(name, typeof token === 'string' ? token : null)
    if ('refused' in claims) return reply(m, 'error', { reason: claims.refused })
    const channel: Channel = {
      name,
      deliver: (event, payload, id) =>
        send({ joinRef: null, ref: null, topic: m.topic, event: 'broadcast', payload: { type: 'broadcast', event, payload, meta: { id } } }),
    }
    joined.set(m.topic, { channel, joinRef: m.joinRef, expiry: watchExpiry(m.topic, claims) })
    hub.open(name, channel)
    reply(m, 'ok', { postgres_changes: [] })
  }
  const refresh = async (m: Message): Promise<void> => {
    const known = joined.get(m.topic)
    const token = m.payload['access_token']
    if (!known || typeof token !== 'string') return
    const claims = await hub.authorise(known.channel.name, token)
    if ('refused' in claims) return expire(m.topic, claims.refused)
    if (known.expiry) clearTimeout(known.expiry)
    known.expiry = watchExpiry(m.topic, claims)
  }
  const handle = async (m: Message): Promise<void> => {
    if (m.topic === 'phoenix' && m.event === 'heartbeat') return reply(m, 'ok', {})
    if (m.event === 'phx_join') return join(m)
    if (m.event === 'access_token') return refresh(m)
    if (m.event === 'phx_leave') {
      const known = leave(m.topic)
      reply(m, 'ok', {})
      return send({ joinRef: known?.joinRef ?? m.joinRef, ref: known?.joinRef ?? m.joinRef, topic: m.topic, event: 'phx_close', payload: {} })
    }
  }

  ws.on('message', (data, isBinary) => {
    // A client's own broadcast comes as binary. Nobody has an insert policy, so it reaches nobody, as it would hosted.
    const message = isBinary ? null : decode(version, data.toString())
    if (message) handle(message).catch(() => reply(message, 'error', { reason: 'Unable to authorise now' }))
  })
  ws.on('close', () => {
    for (const topic of [...joined.keys()]) leave(topic)
  })
}
