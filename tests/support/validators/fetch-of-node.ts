/** Where Node and every undici look for who sends what `fetch` is asked for. */
const dispatcher = Symbol.for('undici.globalDispatcher.1')

/**
 * Loads a package that brings an undici of its own, and gives `fetch` back to Node: that undici takes it over for the whole
 * process and refuses requests of other test files that Node's sends.
 */
export async function withFetchOfNode<T>(load: () => Promise<T>): Promise<T> {
  const shared = globalThis as unknown as Record<symbol, unknown>
  // Node makes its own when it first needs one.
  void new Headers()
  const own = shared[dispatcher]
  const loaded = await load()
  shared[dispatcher] = own
  return loaded
}
