const hour = 3_600_000

/**
 * At most so many refusals of one account an hour come into the audit trail from one process: whoever hammers at a closed
 * door fills the log, not the trail.
 */
export function refusalsWithin(limit: number): (id: string | null) => boolean {
  let counts = new Map<string | null, number>()
  let since = 0
  return id => {
    const now = performance.now()
    if (now - since > hour) {
      counts = new Map<string | null, number>()
      since = now
    }
    const count = (counts.get(id) ?? 0) + 1
    counts.set(id, count)
    return count <= limit
  }
}
