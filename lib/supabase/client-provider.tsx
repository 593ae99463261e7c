'use client'

import { createContext, use, useState, type ReactNode } from 'react'
import type { PublicEnv } from '@/lib/env'
import { createBrowserSupabase, type Client } from './browser'

const ClientContext = createContext<Client | null>(null)

/** Gives the components below the browser's client. The server hands over where the project is, at run time. */
export function SupabaseProvider({ env, children }: { env: PublicEnv; children: ReactNode }) {
  const [client] = useState(() => createBrowserSupabase(env))
  return <ClientContext value={client}>{children}</ClientContext>
}

/** The browser's client. */
export function useSupabase(): Client {
  const client = use(ClientContext)
  if (!client) throw new Error('SupabaseProvider is missing above this component')
  return client
}
