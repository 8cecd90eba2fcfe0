/** Pages themselves wait for a database that does not answer. What comes before them waits this long, once. */
const maxWaitMs = 1_000

/** Returns the result, or null when the promise rejects or takes too long. */
export function withTimeout<T>(promise: Promise<T>): Promise<T | null> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, maxWaitMs, null)
    const settle = (answer: T | null) => {
      clearTimeout(timer)
      resolve(answer)
    }
    promise.then(settle, () => {
      settle(null)
    })
  })
}
