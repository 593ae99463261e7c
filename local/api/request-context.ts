import type { PostgresConnection } from '@supabase/lite/postgres'

type WithContext = PostgresConnection['withContext']
type Db = Parameters<Parameters<WithContext>[1]>[0]
type Vars = { auth?: { role?: string; uid?: unknown; jwt?: unknown }; storage?: { operation?: unknown } }
type Rpc = { method: string; path: string; requestHeaders?: object }

/**
 * What a request's transaction knows of the request, in one statement each, as PostgREST does it. lite sends every setting in a
 * statement of its own, eleven in all, which costs more than most calls themselves.
 */
export const requestContext = {
  applyJwtSessionContext: async (db: Db, vars: Vars): Promise<void> => {
    const { role = 'anon', uid, jwt } = vars.auth ?? {}
    await setLocally(db, {
      'request.jwt.claim.sub': String(uid ?? ''),
      'request.jwt.claim.role': role,
      'storage.operation': String(vars.storage?.operation ?? ''),
      ...(typeof jwt === 'object' && jwt !== null ? { 'request.jwt.claims': JSON.stringify(jwt) } : {}),
      role,
    })
  },
  applyRpcRequestGucs: async (db: Db, rpc: Rpc): Promise<void> => {
    await setLocally(db, {
      'response.status': '',
      'response.headers': '',
      'request.method': rpc.method,
      'request.path': rpc.path,
      'request.headers': JSON.stringify(rpc.requestHeaders ?? {}),
    })
  },
}

async function setLocally(db: Db, settings: Record<string, string>): Promise<void> {
  await db
    .selectNoFrom((eb) => Object.entries(settings).map(([name, value], index) => eb.fn('set_config', [eb.val(name), eb.val(value), eb.lit(true)]).as(`s${index}`)))
    .execute()
}
