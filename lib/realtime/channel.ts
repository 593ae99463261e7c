import type { Client } from '@/lib/supabase/browser'

/** What a channel tells: joined (take a snapshot now), lost, or a message. */
export type ChannelHandlers = {
  onJoined: () => void
  onLost: () => void
  onMessage: (event: string, payload: unknown) => void
}

const watchdogMs = 15_000

// The client knows one channel for each topic, so a topic that is being left must be gone before it is joined again.
const leaving = new WeakMap<Client, Map<string, Promise<unknown>>>()

/** Joins a private topic and stays joined. A join that hangs, as after a laptop slept, is replaced by a fresh one. */
export function openChannel(client: Client, topic: string, handlers: ChannelHandlers): () => void {
  let closed = false
  let leave: (() => void) | null = null
  let watchdog: ReturnType<typeof setTimeout> | undefined

  const expectJoin = () => {
    clearTimeout(watchdog)
    watchdog = setTimeout(() => {
      leave?.()
      leave = null
      if (!closed) void join()
    }, watchdogMs)
  }

  const join = async () => {
    expectJoin()
    await leaving.get(client)?.get(topic)
    // The token must be there before the join, and fresh: an expired one leaves the channel in error.
    await client.realtime.setAuth().catch(() => undefined)
    if (closed) return
    leave = subscribe(client, topic, {
      ...handlers,
      onJoined: () => {
        clearTimeout(watchdog)
        handlers.onJoined()
      },
      onLost: () => {
        expectJoin()
        handlers.onLost()
      },
    })
  }

  void join()
  return () => {
    closed = true
    clearTimeout(watchdog)
    leave?.()
  }
}

function subscribe(client: Client, topic: string, handlers: ChannelHandlers): () => void {
  let current = true
  const channel = client.channel(topic, { config: { private: true } })
  channel.on('broadcast', { event: '*' }, (message) => {
    if (current) handlers.onMessage(message.event, message['payload'])
  })
  channel.subscribe((status) => {
    if (!current) return
    if (status === 'SUBSCRIBED') handlers.onJoined()
    else handlers.onLost()
  })
  return () => {
    current = false
    const topics = leaving.get(client) ?? new Map<string, Promise<unknown>>()
    leaving.set(client, topics)
    const gone = client.removeChannel(channel).finally(() => topics.delete(topic))
    topics.set(topic, gone)
  }
}
