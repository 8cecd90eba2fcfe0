/** Returns a function that calls `make` once, at its first call, and then returns the same value. */
export function once<T>(make: () => T): () => T {
  let created: { is: T } | undefined
  return () => (created ??= { is: make() }).is
}
