/** Writes that are under way are waited for this long; then those that wait go on, and whoever asked asks again. */
const drainMs = 1_000
/** Nobody holds writes for longer: a site that reaches the engine over a network gives up after three seconds. */
const holdMs = 1_500

type Hold = { over: Promise<void>; end: () => void }

/** Counts the writes that are under way, and keeps further ones waiting for a moment at which there are none. */
export function writeHold() {
  let hold: Hold | null = null
  let writing = 0
  let drained: () => void = () => undefined

  /** Lets a write through, or makes it wait. */
  async function write<T>(work: () => Promise<T>): Promise<T> {
    while (hold) await hold.over
    writing += 1
    try {
      return await work()
    } finally {
      writing -= 1
      if (writing === 0) drained()
    }
  }

  /**
   * Does something while no write is under way; `keep`: writes wait on, until `release` or for a second and a half. Throws
   * when a write takes too long.
   */
  async function stillMoment(work: () => void, keep = false): Promise<void> {
    if (hold) throw new Error('writes are being held already')
    const held = (hold = begin())
    try {
      if (writing > 0) await untilDrained()
      if (writing > 0) throw new Error('a write takes too long')
      work()
      if (keep) setTimeout(held.end, holdMs).unref()
    } finally {
      if (!keep || writing > 0) held.end()
    }
  }

  function begin(): Hold {
    let letGo: () => void = () => undefined
    const over = new Promise<void>(resolve => (letGo = resolve))
    const held: Hold = {
      over,
      end: () => {
        if (hold === held) hold = null
        letGo()
      },
    }
    return held
  }

  const untilDrained = () =>
    new Promise<void>(resolve => {
      drained = resolve
      setTimeout(resolve, drainMs).unref()
    })

  /** Whether writes were still held: if not, some have gone on meanwhile. */
  function release(): boolean {
    const held = hold !== null
    hold?.end()
    return held
  }

  return { write, stillMoment, release }
}
