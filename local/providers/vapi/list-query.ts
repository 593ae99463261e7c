import { z } from 'zod'

const bounds = {
  createdAtGt: z.iso.datetime({ offset: true }).optional(),
  createdAtLt: z.iso.datetime({ offset: true }).optional(),
  createdAtGe: z.iso.datetime({ offset: true }).optional(),
  createdAtLe: z.iso.datetime({ offset: true }).optional(),
  updatedAtGt: z.iso.datetime({ offset: true }).optional(),
  updatedAtLt: z.iso.datetime({ offset: true }).optional(),
  updatedAtGe: z.iso.datetime({ offset: true }).optional(),
  updatedAtLe: z.iso.datetime({ offset: true }).optional(),
}

const limit = z.coerce
  .number({ error: 'limit must be a number' })
  .min(0, { error: 'limit must not be less than 0' })
  .max(1000, { error: 'limit must not be greater than 1000' })
  .default(100)

/** The query of `GET /phone-number`, which has no filter by number, and of `GET /assistant`. */
export const listQuery = z.strictObject({ limit, ...bounds })

/** The query of `GET /v2/phone-number`. */
export const pageQuery = z.strictObject({
  limit,
  ...bounds,
  search: z.string().max(100, { error: 'search must be shorter than or equal to 100 characters' }).optional(),
  page: z.coerce.number().min(1, { error: 'page must not be less than 1' }).default(1),
  sortOrder: z.enum(['ASC', 'DESC']).default('DESC'),
  sortBy: z.enum(['createdAt', 'duration', 'cost']).default('createdAt'),
})

type Bounds = { [name in keyof typeof bounds]?: string | undefined }
type Dated = { createdAt: string; updatedAt: string }

/** Whether a resource lies within the dates that were asked for. */
export function isWithin(resource: Dated, query: Bounds): boolean {
  const [created, updated] = [Date.parse(resource.createdAt), Date.parse(resource.updatedAt)]
  const at = (name: keyof Bounds, otherwise: number) => (query[name] === undefined ? otherwise : Date.parse(query[name]))
  return (
    created > at('createdAtGt', -Infinity) &&
    created < at('createdAtLt', Infinity) &&
    created >= at('createdAtGe', -Infinity) &&
    created <= at('createdAtLe', Infinity) &&
    updated > at('updatedAtGt', -Infinity) &&
    updated < at('updatedAtLt', Infinity) &&
    updated >= at('updatedAtGe', -Infinity) &&
    updated <= at('updatedAtLe', Infinity)
  )
}
