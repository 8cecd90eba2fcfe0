/** `look`: somebody should see to it today; `act`: people wait, or data may be lost, until somebody does. */
export type Verdict = 'ok' | 'look' | 'act'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** Workers look for letters every 30 s, and are woken at once: after two minutes four turns were missed. */
const mailLate = { look: 2 * minute, act: 10 * minute }
/** Workers look every 4 s, and the lease of a dead one ends after 8: after a minute there is none, or it is stuck. */
const jobLate = { look: minute, act: 10 * minute }
/** The longest that a turn is known to take is a back-up of a large site; mostly it is seconds. */
const jobLasts = hour
/** A scanner that is away is asked again every quarter of an hour at the latest; an hour is four times. */
const scanLate = { look: 20 * minute, act: hour }
/** One a day, and two hours to make it. Those made by hand, without a schedule, once a week. */
const backupOld = { scheduled: 26 * hour, byHand: 7 * 24 * hour }
/** Shares of the disk that are free. A database that cannot write ends its process, so little in bytes is too little, too. */
const diskFull = { look: 0.15, act: 0.05, actBytes: 1024 ** 3 }

const byAge = (ageMs: number, { look, act }: { look: number; act: number }): Verdict => {
  if (ageMs >= act) return 'act'
  return ageMs >= look ? 'look' : 'ok'
}

/** A parked effect waits for an administrator; one that fails is tried again by itself for ten minutes. */
export function outboxVerdict({ parked, failing }: { parked: number; failing: number }): Verdict {
  if (parked > 0) return 'act'
  return failing > 0 ? 'look' : 'ok'
}

/** Of letters that are due: the oldest is late by so many milliseconds. */
export const dueMailVerdict = (lateMs: number): Verdict => byAge(lateMs, mailLate)

/** Letters that were refused are tried again for a day; of those given up nobody but an administrator can tell the reader. */
export const undeliveredVerdict = ({ retrying, givenUp }: { retrying: number; givenUp: number }): Verdict =>
  retrying + givenUp > 0 ? 'look' : 'ok'

/** Messages on devices are tried again for an hour, or hours behind a service that gives no answer; their readers have the letters. */
export const pushVerdict = ({ retrying }: { retrying: number }): Verdict => (retrying > 0 ? 'look' : 'ok')

export type ChoreTimes = { dueAt: Date; leaseUntil?: Date | null; takenAt?: Date | null }

/** By how many milliseconds a chore is late: it is due, and no living process is at it. */
export function lateBy({ dueAt, leaseUntil }: ChoreTimes, now: Date): number {
  // A lease that ran out belongs to a process that died: since then the chore is due.
  return Math.max(0, now.getTime() - (leaseUntil ?? dueAt).getTime())
}
/** For how many milliseconds the present turn has lasted; 0 when no living process is at it. */
export function lastsFor({ takenAt, leaseUntil }: Pick<ChoreTimes, 'takenAt' | 'leaseUntil'>, now: Date): number {
  if (!takenAt || !leaseUntil || leaseUntil <= now) return 0
  return Math.max(0, now.getTime() - takenAt.getTime())
}
/** Its process lives and renews the lease, so it is never late: perhaps it waits for something that does not come. */
export const lastingVerdict = (lastsMs: number): Verdict => (lastsMs >= jobLasts ? 'look' : 'ok')
export const jobVerdict = (lateMs: number): Verdict => byAge(lateMs, jobLate)

/** Of documents that nobody may read until they are scanned: the oldest waits for so many milliseconds. */
export const heldVerdict = (waitsMs: number): Verdict => byAge(waitsMs, scanLate)

type Backups = { scheduled: boolean; madeAt: Date | null; failedAt: Date | null }

/** Back-ups are too old, or the newest one failed. */
export function backupVerdict({ scheduled, madeAt, failedAt }: Backups, now: Date): Verdict {
  const failed = failedAt !== null && (madeAt === null || failedAt > madeAt)
  if (!madeAt) return failed ? 'act' : 'look'
  const age = now.getTime() - madeAt.getTime()
  if (scheduled && age >= backupOld.scheduled) return 'act'
  return failed || age >= backupOld.byHand ? 'look' : 'ok'
}

/** Bytes of the disk that holds the data folder. */
export function diskVerdict({ free, total }: { free: number; total: number }): Verdict {
  if (free < diskFull.actBytes || free < total * diskFull.act) return 'act'
  return free < total * diskFull.look ? 'look' : 'ok'
}
