/** `look`: somebody should check today; `act`: people are waiting or data may be lost until somebody acts. */
export type Verdict = 'ok' | 'look' | 'act'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** Workers look for mails every 30 s and are woken at once: after two minutes four rounds were missed. */
const mailLate = { look: 2 * minute, act: 10 * minute }
/** Workers look every 4 s, and a lease of a dead one ends after 8 s: after a minute there is no worker, or it is stuck. */
const jobLate = { look: minute, act: 10 * minute }
/** The longest run that is expected is a back-up of a large site; most runs take seconds. */
const jobLasts = hour
/** A scanner that is away is asked again every quarter of an hour at the latest; an hour is four attempts. */
const scanLate = { look: 20 * minute, act: hour }
/** With a schedule one a day plus two hours to make it; without one, once a week by hand. */
const backupOld = { scheduled: 26 * hour, byHand: 7 * 24 * hour }
/** Days before the end of a certificate. Certbot renews thirty days before it, so at twenty-one it has failed for long. */
const certificateDays = { look: 21, act: 7, last: 1 }
/** Free shares of the disk. A database that cannot write ends its process, so few bytes are critical too. */
const diskFull = { look: 0.15, act: 0.05, actBytes: 1024 ** 3 }

const byAge = (ageMs: number, { look, act }: { look: number; act: number }): Verdict => {
  if (ageMs >= act) return 'act'
  return ageMs >= look ? 'look' : 'ok'
}

/** A parked effect waits for an administrator; a failing one is retried for ten minutes. */
export function outboxVerdict({ parked, failing }: { parked: number; failing: number }): Verdict {
  if (parked > 0) return 'act'
  return failing > 0 ? 'look' : 'ok'
}

/** Of the mails that are due: milliseconds by which the oldest is late. */
export const dueMailVerdict = (lateMs: number): Verdict => byAge(lateMs, mailLate)

/** Refused mails are retried for a day; once given up, only an administrator can inform the recipient. */
export const undeliveredVerdict = ({ retrying, givenUp }: { retrying: number; givenUp: number }): Verdict =>
  retrying + givenUp > 0 ? 'look' : 'ok'

/** Push messages are retried for an hour, or for hours if the service does not answer; their recipients have the mails. */
export const pushVerdict = ({ retrying }: { retrying: number }): Verdict => (retrying > 0 ? 'look' : 'ok')

export type ChoreTimes = { dueAt: Date; leaseUntil?: Date | null; takenAt?: Date | null }

/** Returns by how many milliseconds a chore is late: it is due, and no living process runs it. */
export function lateBy({ dueAt, leaseUntil }: ChoreTimes, now: Date): number {
  // An expired lease belongs to a process that died: the chore has been due since then.
  return Math.max(0, now.getTime() - (leaseUntil ?? dueAt).getTime())
}
/** Milliseconds that the current run has lasted; 0 when no living process runs it. */
export function lastsFor({ takenAt, leaseUntil }: Pick<ChoreTimes, 'takenAt' | 'leaseUntil'>, now: Date): number {
  if (!takenAt || !leaseUntil || leaseUntil <= now) return 0
  return Math.max(0, now.getTime() - takenAt.getTime())
}
/** Its process is alive and renews the lease, so the job is never late, but it may wait for something that never comes. */
export const lastingVerdict = (lastsMs: number): Verdict => (lastsMs >= jobLasts ? 'look' : 'ok')
export const jobVerdict = (lateMs: number): Verdict => byAge(lateMs, jobLate)

/** Of documents held for a scan: milliseconds that the oldest has waited. */
export const heldVerdict = (waitsMs: number): Verdict => byAge(waitsMs, scanLate)

/** `folderMissing`: the next one cannot be written. */
type Backups = { scheduled: boolean; madeAt: Date | null; failedAt: Date | null; folderMissing?: boolean }

/** Judges back-ups by the age of the newest and whether the last attempt failed. */
export function backupVerdict({ scheduled, madeAt, failedAt, folderMissing }: Backups, now: Date): Verdict {
  if (folderMissing) return 'act'
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

/** Returns how many days before the end of a certificate the present warning is due; null while there is time. */
export function certificateWarningOf(endsAt: Date, now: Date): number | null {
  const left = (endsAt.getTime() - now.getTime()) / (24 * hour)
  const { look, act, last } = certificateDays
  return [last, act, look].find(days => left <= days) ?? null
}

/** Judges the certificate of the site; one that could not be read may still be in order. */
export function certificateVerdict(
  { endsAt, error }: { endsAt: Date | null; error: string | null },
  now: Date,
): Verdict {
  const warning = endsAt && certificateWarningOf(endsAt, now)
  if (warning !== null && warning <= certificateDays.act) return 'act'
  return warning !== null || error !== null ? 'look' : 'ok'
}
