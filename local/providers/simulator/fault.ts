import { z } from 'zod'

/** One way in which a provider misbehaves. See local/providers/README.md for what each field does. */
export const faultSchema = z.strictObject({
  method: z.string().transform((method) => method.toUpperCase()).optional(),
  path: z.string().min(1),
  match: z.record(z.string(), z.string()).optional(),
  skip: z.int().nonnegative().optional(),
  times: z.int().nonnegative().optional(),
  latency_ms: z.number().nonnegative().optional(),
  latency_after_ms: z.number().nonnegative().optional(),
  status: z.int().min(200).max(599).optional(),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  drop: z.enum(['before', 'after']).optional(),
  effect_delay_ms: z.number().nonnegative().optional(),
  /** Counted by the simulator; taken back so that a list that was read can be written again. */
  hits: z.int().nonnegative().optional(),
})

/** A fault as it was asked for. */
export type Fault = z.infer<typeof faultSchema>
