/** Reads something that changes seldom and is asked for on every page; forgets it after `keepMs` or when told to. */
export type ShortMemory<T> = { read(): Promise<T>; forget(): void }

/**
 * Whoever asks while it is loading waits for the same load, and a failed load is not kept. Its age is told by the
 * process's own stopwatch, not by the calendar, so a clock that is set back cannot keep it alive.
 */
export function shortMemory<T>(load: () => PromiseLike<T>, keepMs = 1000): ShortMemory<T> {
  let kept: { value: Promise<T>; at: number } | null = null

  function forget(): void {
    kept = null
  }

  function read(): Promise<T> {
    if (kept && performance.now() - kept.at < keepMs) return kept.value
    // A Mongoose query runs anew for each `then`; a promise made from it runs once.
    const value = Promise.resolve(load())
    const entry = { value, at: performance.now() }
    kept = entry
    value.catch(() => {
      if (kept === entry) forget()
    })
    return value
  }

  return { read, forget }
}
