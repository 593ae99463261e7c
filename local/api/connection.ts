import { PostgresConnection } from '@supabase/lite/postgres'
import { jsonType } from './json-type.ts'
import { asPostgrestError, refusedRole } from './postgrest-error.ts'
import { requestContext } from './request-context.ts'

type WithContext = PostgresConnection['withContext']
type Schema = Awaited<ReturnType<PostgresConnection['introspect']>>

const roles = new Set(['anon', 'authenticated', 'service_role'])

/** lite's connection to Postgres, made to keep the promises of a hosted project: each request runs as the role that it names. */
export class HostedConnection extends PostgresConnection {
  #reading: Promise<Schema> | null = null

  constructor(url: string) {
    super({
      url,
      postgresOptions: {
        types: { json: jsonType(114), jsonb: jsonType(3802) },
        // As the authenticator of a hosted project.
        connection: { statement_timeout: 8000 },
        onnotice: () => undefined,
        max: 20,
      },
    })
    // Left to itself lite serves anon as the connecting role while no table has RLS, and regrants everything once one has.
    Object.assign(this, { rlsState: 'active', ...requestContext })
  }

  // A token that names `authenticator` or `none` would otherwise keep the rights of the connection itself.
  override withContext: WithContext = (vars, work, options) => {
    const { role = 'anon' } = (vars?.['auth'] ?? {}) as { role?: unknown }
    if (typeof role !== 'string' || !roles.has(role)) return Promise.reject(refusedRole(String(role)))
    return super.withContext(vars, work, options)
  }

  // postgres.js would wait without end for a connection that a broken-off request still holds.
  override close(): Promise<void> {
    return this.driver.end({ timeout: 2 })
  }

  override normalizeDbError(error: unknown): unknown {
    return asPostgrestError(error)
  }

  // Reading the schema costs a tenth of a second: those who ask meanwhile share one reading.
  override introspect(options?: { useCache?: boolean }): Promise<Schema> {
    if (options?.useCache && this.introspection) return Promise.resolve(this.introspection)
    this.#reading ??= super.introspect({ useCache: false }).finally(() => (this.#reading = null))
    return this.#reading
  }

  /** Reads the schema anew. A reading that has begun may not know of the change yet, so that it must end first. */
  async reloadSchema(): Promise<void> {
    await this.#reading?.catch(() => undefined)
    await this.clearSchemaCache()
    await this.introspect()
  }
}
