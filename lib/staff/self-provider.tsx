'use client'

import { createContext, use, type ReactNode } from 'react'

const Self = createContext('')

/** Tells everything inside who reads. */
export function SelfProvider({ id, children }: { id: string; children: ReactNode }) {
  return <Self value={id}>{children}</Self>
}

/** The user id of whoever is signed in, for `sayWho`. */
export function useSelf(): string {
  return use(Self)
}
