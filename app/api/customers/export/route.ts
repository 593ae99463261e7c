import { readVisitor } from '@/lib/auth/read-visitor'
import { exportCustomers, exportFilterSchema } from '@/lib/services/customers/export-customers'
import { createServerSupabase } from '@/lib/supabase/server'

/** The whole selection of the customers as a file. A form posts the filter: a part of an e-mail has no place in an address. */
export async function POST(request: Request): Promise<Response> {
  const visitor = await readVisitor()
  if (visitor.kind === 'nobody') return refuse(401, 'unauthorized', 'Sign in first.')
  if (visitor.kind === 'outsider') return refuse(403, 'forbidden', 'Only staff may export customers.')
  const filter = exportFilterSchema.safeParse(parseJson((await request.formData().catch(() => new FormData())).get('filter')))
  if (!filter.success) return refuse(400, 'invalid', 'filter is malformed: send the facets of the list as JSON.')
  const body = await exportCustomers(await createServerSupabase(), filter.data)
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="customers-${new Date().toISOString().slice(0, 10)}.csv"`,
      'cache-control': 'no-store',
    },
  })
}

function refuse(status: number, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status })
}

function parseJson(text: FormDataEntryValue | null): unknown {
  if (typeof text !== 'string') return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
