/** A promise that a test keeps when it is time. */
export function later(): { promise: Promise<void>; resolve(): void } {
  let keep = (): void => undefined
  const promise = new Promise<void>((resolve) => (keep = resolve))
  return { promise, resolve: () => keep() }
}
