/** Who must act: a person now, a person after a look, the engine, nobody because it works, nobody by intent. */
export type Tone = 'danger' | 'caution' | 'progress' | 'ok' | 'idle'

export const toneText: Record<Tone, string> = {
  danger: 'text-danger',
  caution: 'text-caution',
  progress: 'text-progress',
  ok: 'text-ok',
  idle: 'text-idle',
}
