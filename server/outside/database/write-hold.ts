/**
 * How long writes under way are waited for, in milliseconds. Then waiting writes continue, and the caller has to ask again.
 */
const drainMs = 1_000
/**
 * Longest time for which writes are held, in milliseconds: a site that reaches the engine over a network times out after
 * three seconds.
 */
const holdMs = 1_500

type Hold = { over: Promise<void>; end: () => void }

/** Counts the writes under way, and can hold further ones until there are none. */
export function writeHold() {
  let hold: Hold | null = null
  let writing = 0
  let drained: () => void = () => undefined

  /** Runs a write, after waiting while writes are held. */
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
   * Runs `work` while no write is under way. With `keep`, writes stay held until `release` or for a second and a half.
   * Throws when a write takes too long.
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

  /** Ends the hold. Returns whether writes were still held: if not, some have continued meanwhile. */
  function release(): boolean {
    const held = hold !== null
    hold?.end()
    return held
  }

  return { write, stillMoment, release }
}
