import { withClient } from '../../local/stack/connect.ts'

/** How many statements of a database's clients since the last reset have a text that matches the one pattern and not the other. */
export async function countCalls(adminUrl: string, database: string, like: string, unlike: string): Promise<number> {
  return withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ calls: string }>(
      `select coalesce(sum(s.calls), 0) as calls from extensions.pg_stat_statements s join pg_database d on d.oid = s.dbid
       where d.datname = $1 and s.toplevel and s.query ~ $2 and s.query !~ $3`,
      [database, like, unlike],
    )
    return Number(rows[0]?.calls)
  })
}

/** Forgets what was counted. */
export async function resetStatements(adminUrl: string): Promise<void> {
  await withClient(adminUrl, (client) => client.query('select extensions.pg_stat_statements_reset()'))
}

/** The server counts statements from now on, which it only does after a restart. */
export async function enableStatements(database: { adminUrl: string; restart(): Promise<void> }): Promise<void> {
  await withClient(database.adminUrl, (client) => client.query(`alter system set shared_preload_libraries = 'pg_stat_statements'`))
  await database.restart()
  await withClient(database.adminUrl, (client) => client.query('create extension if not exists pg_stat_statements with schema extensions'))
}
