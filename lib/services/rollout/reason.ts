import { z } from 'zod'

/** Every change of the rollout says why. */
export const reasonSchema = z.string().trim().min(1, { error: 'say why: it is kept in the history' }).max(500)
