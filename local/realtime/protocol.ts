/** A Phoenix message, whichever serialisation carried it. */
export type Message = { joinRef: string | null; ref: string | null; topic: string; event: string; payload: Record<string, unknown> }

/** Version of the serialisation that the client asked for. */
export type Version = '1.0.0' | '2.0.0'

/** Reads a text frame; null when it is none of ours. */
export function decode(version: Version, text: string): Message | null {
  let frame: unknown
  try {
    frame = JSON.parse(text)
  } catch {
    return null
  }
  const [joinRef, ref, topic, event, payload] = version === '2.0.0' && Array.isArray(frame) ? (frame as unknown[]) : fields(frame)
  if (typeof topic !== 'string' || typeof event !== 'string') return null
  return { joinRef: asText(joinRef), ref: asText(ref), topic, event, payload: asRecord(payload) }
}

export function encode(version: Version, m: Message): string {
  if (version === '2.0.0') return JSON.stringify([m.joinRef, m.ref, m.topic, m.event, m.payload])
  return JSON.stringify({ join_ref: m.joinRef, ref: m.ref, topic: m.topic, event: m.event, payload: m.payload })
}

/** Narrows a JSON value to an object; anything else is an empty one. */
export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

function fields(frame: unknown): unknown[] {
  const { join_ref, ref, topic, event, payload } = asRecord(frame)
  return [join_ref, ref, topic, event, payload]
}

function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null
}
