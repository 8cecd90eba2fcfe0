import { describe, expect, it } from 'vitest'
import {
  backupVerdict,
  diskVerdict,
  dueMailVerdict,
  heldVerdict,
  jobVerdict,
  lateBy,
  lastsFor,
  lastingVerdict,
  outboxVerdict,
  undeliveredVerdict,
} from '#features/status/rules.ts'

const minute = 60_000
const hour = 60 * minute
const now = new Date('2026-11-25T04:00:00Z')
const ago = (ms: number) => new Date(now.getTime() - ms)

describe('the verdict on the state of the site', () => {
  it.each([
    [{ parked: 0, failing: 0 }, 'ok'],
    [{ parked: 0, failing: 2 }, 'look'],
    [{ parked: 1, failing: 2 }, 'act'],
  ])('of an outbox with %o is %s', (figures, verdict) => {
    expect(outboxVerdict(figures)).toBe(verdict)
  })

  it('becomes more urgent with the delay', () => {
    expect([0, 2 * minute, 10 * minute].map(dueMailVerdict)).toEqual(['ok', 'look', 'act'])
    expect([59_000, minute, 10 * minute].map(jobVerdict)).toEqual(['ok', 'look', 'act'])
    expect([15 * minute, 20 * minute, hour].map(heldVerdict)).toEqual(['ok', 'look', 'act'])
  })

  it('asks to look at mail that was refused or given up', () => {
    expect(undeliveredVerdict({ retrying: 0, givenUp: 0 })).toBe('ok')
    expect(undeliveredVerdict({ retrying: 1, givenUp: 0 })).toBe('look')
    expect(undeliveredVerdict({ retrying: 0, givenUp: 1 })).toBe('look')
  })

  it('counts a job as late from its due time, unless a living process runs it', () => {
    expect(lateBy({ dueAt: ago(-minute) }, now)).toBe(0)
    expect(lateBy({ dueAt: ago(5 * minute), leaseUntil: null }, now)).toBe(5 * minute)
    expect(lateBy({ dueAt: ago(5 * minute), leaseUntil: ago(-4_000) }, now)).toBe(0)
    // Taken by a process that died: its next run is not yet due, its lease has expired.
    expect(lateBy({ dueAt: ago(-hour), leaseUntil: ago(3 * minute) }, now)).toBe(3 * minute)
  })

  it('asks to look at a job that has run for an hour in a living process', () => {
    expect(lastsFor({ takenAt: ago(hour), leaseUntil: ago(-4_000) }, now)).toBe(hour)
    expect(lastsFor({ takenAt: ago(hour), leaseUntil: ago(1) }, now)).toBe(0)
    expect(lastsFor({ takenAt: ago(hour), leaseUntil: null }, now)).toBe(0)
    expect(lastsFor({ leaseUntil: ago(-4_000) }, now)).toBe(0)
    expect([0, hour - 1, hour].map(lastingVerdict)).toEqual(['ok', 'ok', 'look'])
  })

  it.each([
    ['none yet', { scheduled: true, madeAt: null, failedAt: null }, 'look'],
    ['none, and the first failed', { scheduled: true, madeAt: null, failedAt: ago(minute) }, 'act'],
    ['of last night', { scheduled: true, madeAt: ago(24 * hour), failedAt: ago(25 * hour) }, 'ok'],
    ['of last night, and one failed since', { scheduled: true, madeAt: ago(24 * hour), failedAt: ago(minute) }, 'look'],
    ['a day missed', { scheduled: true, madeAt: ago(26 * hour), failedAt: null }, 'act'],
    ['by hand, three days old', { scheduled: false, madeAt: ago(72 * hour), failedAt: null }, 'ok'],
    ['by hand, a week old', { scheduled: false, madeAt: ago(7 * 24 * hour), failedAt: null }, 'look'],
  ])('of back-ups, %s', (_name, backups, verdict) => {
    expect(backupVerdict(backups, now)).toBe(verdict)
  })

  it('of a disk depends on its free share, and on the last free gigabyte', () => {
    const gb = 1024 ** 3
    expect(diskVerdict({ free: 20 * gb, total: 100 * gb })).toBe('ok')
    expect(diskVerdict({ free: 14 * gb, total: 100 * gb })).toBe('look')
    expect(diskVerdict({ free: 4 * gb, total: 100 * gb })).toBe('act')
    expect(diskVerdict({ free: gb / 2, total: gb })).toBe('act')
  })
})
