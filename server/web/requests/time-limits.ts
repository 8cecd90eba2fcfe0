/** A database that answers nothing is waited for by the page itself; what comes before it waits this long, once. */
const patienceMs = 1_000

/** What is asked, or null when it fails or does not come soon. */
export function unlessSlow<T>(asked: Promise<T>): Promise<T | null> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, patienceMs, null)
    const settle = (answer: T | null) => {
      clearTimeout(timer)
      resolve(answer)
    }
    asked.then(settle, () => {
      settle(null)
    })
  })
}
