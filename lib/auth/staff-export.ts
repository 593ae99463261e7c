import 'server-only'
import type { z } from 'zod'
import type { Client } from '@/lib/supabase/browser'
import { createServerSupabase } from '@/lib/supabase/server'
import { ActionRefused } from './action-result'
import { readVisitor } from './read-visitor'

type Export<Filter extends z.ZodType> = { of: 'customers' | 'runs'; filter: Filter; write: (client: Client, filter: z.output<Filter>) => Promise<ReadableStream<Uint8Array>> }

/** Wraps an export for staff: a form posts the filter, since a part of an e-mail has no place in an address; the answer is a file. */
export function staffExport<Filter extends z.ZodType>({ of, filter: schema, write }: Export<Filter>): (request: Request) => Promise<Response> {
  return async (request) => {
    const visitor = await readVisitor()
    if (visitor.kind === 'nobody') return isPage(request) ? toSignIn(request, of) : refuse(401, 'unauthorized', 'Sign in first.')
    if (visitor.kind === 'outsider') return refuse(403, 'forbidden', `Only staff may export ${of}.`)
    const filter = schema.safeParse(parseJson((await request.formData().catch(() => new FormData())).get('filter')))
    if (!filter.success) return refuse(400, 'invalid', 'filter is malformed: send the filter of the list as JSON.')
    try {
      return new Response(await write(await createServerSupabase(), filter.data), {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="${of}-${new Date().toISOString().slice(0, 10)}.csv"`,
          'cache-control': 'no-store',
        },
      })
    } catch (error) {
      if (error instanceof ActionRefused) return refuse(403, error.refusal.code, error.refusal.message)
      throw error
    }
  }
}

/** A browser whose session has ended is shown the sign-in, not an answer for programs. */
function isPage(request: Request): boolean {
  return request.headers.get('accept')?.includes('text/html') ?? false
}

function toSignIn(request: Request, of: string): Response {
  return Response.redirect(new URL(`/sign-in?next=/${of}`, request.url), 303)
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
