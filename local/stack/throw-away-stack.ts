import { startStack, type Stack, type StackOptions } from '../stack.ts'
import { throwAway } from './throw-away.ts'

/** A stack of which nothing is left when it has stopped. */
export type ThrowAwayStack = Stack & { stackDir: string }

/** Starts a stack for one test file, one benchmark or one script; the folder is named after it. A benchmark wants a durable one. */
export function startThrowAwayStack(name: string, o: Omit<StackOptions, 'stackDir'>): Promise<ThrowAwayStack> {
  return throwAway(name, (stackDir) => startStack({ durable: false, ...o, stackDir }))
}
