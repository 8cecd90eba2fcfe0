import { describe, expect, it } from 'vitest'
import type { Acknowledged } from '../support/crash/acknowledged.ts'
import { lostDrafts, type EndingLetter, type Stored } from '../support/crash/drafts.ts'

const application = 'a'
const day = (number: number) => `2026-12-${String(number).padStart(2, '0')}`
const up = (number: number, drafts: string[] = []): Acknowledged => ({
  what: 'up',
  day: day(number),
  drafts,
  cutOff: 0,
})
/** Abandoned on the first of the month, last seen on the 17th. */
const left: Acknowledged[] = [
  up(1),
  { what: 'started', application },
  { what: 'saved', application, count: 3 },
  { what: 'uploaded', application, document: 'd' },
  up(9, [application]),
  up(17, [application]),
  up(25),
]
const letter = (leftOn: string | null): EndingLetter => ({
  application,
  leftOn,
  untouchedSince: new Date('2026-12-01T12:00:00+08:00'),
})
const gone = (letters: EndingLetter[]): Stored => ({ savedIn: new Map(), documents: new Set(), letters })

describe('the crash test’s count of lost drafts', () => {
  it('leaves out a draft that was deleted untouched a week after its reminder', () => {
    expect(lostDrafts(left, gone([letter(day(9))]))).toEqual({ lost: [], deleted: 1 })
  })

  it.each<[string, Acknowledged[], EndingLetter[], string]>([
    ['went without a letter', left, [], 'without a letter a week before'],
    ['went before its letter had left', left, [letter(null)], 'without a letter a week before'],
    ['went less than a week after its letter', left, [letter(day(10))], 'without a letter a week before'],
    ['was saved after its letter', left.toSpliced(5, 0, saved()), [letter(day(9))], 'was touched on 2026-12-09'],
    ['was handed in', left.toSpliced(4, 0, handedIn()), [letter(day(9))], 'was handed in'],
    ['went at once', left.toSpliced(4, 2), [letter(day(9))], 'was touched on 2026-12-01'],
  ])('includes a draft that %s', (_what, said, letters, why) => {
    const { lost, deleted } = lostDrafts(said, gone(letters))
    expect(lost).toEqual([expect.stringContaining(why)])
    expect(deleted).toBe(0)
  })

  it('includes a missing save and a missing document of a draft that still exists', () => {
    const stored = { savedIn: new Map([[application, 2]]), documents: new Set<string>(), letters: [] }
    expect(lostDrafts(left, stored).lost).toEqual(['save 3 of a', 'document d of a'])
    expect(
      lostDrafts(left, { ...stored, savedIn: new Map([[application, 3]]), documents: new Set(['d']) }).lost,
    ).toEqual([])
  })
})

function saved(): Acknowledged {
  return { what: 'saved', application, count: 4 }
}
function handedIn(): Acknowledged {
  return { what: 'done', application, event: 'e', act: 'submit', mails: [] }
}
