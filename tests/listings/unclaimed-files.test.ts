import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { markUnclaimedFiles } from '#features/listings/photos/unclaimed-files.ts'

const now = new Date('2026-11-29T12:00:00Z')
const old = new Date('2026-11-29T09:00:00Z')
const idOf = (number: number) => number.toString(16).padStart(24, '0')
const every = <T>(count: number, make: (number: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

/** A store of old files, every third of which is already marked, and units that name the even ones. */
function aStreet(files: number, whileRead = () => {}) {
  const asked = { premises: 0, marked: [] as string[] }
  const deps = {
    clock: { now: () => now, machineNow: () => now },
    store: {
      all: () =>
        Readable.from([
          ...every(files, number => ({ id: idOf(number), size: 1, at: old })),
          { id: idOf(files), size: 1, at: now },
        ]),
      noted: (ids: readonly string[]) => Promise.resolve(new Set(ids.filter(id => Number.parseInt(id, 16) % 3 === 0))),
      markForRemoval: (ids: readonly string[]) => Promise.resolve(void asked.marked.push(...ids)),
    },
    named: () => {
      asked.premises += 1
      whileRead()
      return Readable.from(every(files, idOf).filter((_, number) => number % 2 === 0))
    },
  }
  return { asked, marking: (signal?: AbortSignal) => markUnclaimedFiles(deps, signal) }
}

describe('unused files of photos', () => {
  it('are marked for deletion, and all units are read once for many files', async () => {
    const { asked, marking } = aStreet(2_500)
    const stray = every(2_500, idOf).filter((_, number) => number % 2 === 1 && number % 3 !== 0)
    expect(await marking()).toBe(stray.length)
    expect(asked).toEqual({ premises: 1, marked: stray })
  })

  it('are not marked if the search stops before all units are read', async () => {
    const stop = new AbortController()
    const { asked, marking } = aStreet(50, () => stop.abort())
    expect(await marking(stop.signal)).toBe(0)
    expect(asked).toEqual({ premises: 1, marked: [] })
  })
})
