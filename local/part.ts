/** Something of the stack that was started and can be stopped. */
export type Part = { name: string; stop(): Promise<void> }
