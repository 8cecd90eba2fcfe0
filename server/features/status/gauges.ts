import { Gauge, Registry } from 'prom-client'
import type { Status } from './reading.ts'

const seconds = (ms: number): number => ms / 1_000

type Sample = { value: number; labels?: Record<string, string> }
const one = (value: number): Sample[] => [{ value }]
const at = (date: Date | undefined): Sample[] => (date ? one(seconds(date.getTime())) : [])

/** Each gauge by name: its help text and its values in a reading; `docs/operations/metrics.md` lists them. */
const stateGauges: Record<string, { help: string; labels?: string[]; of: (status: Status) => Sample[] }> = {
  outbox_parked: { help: 'Effects that wait for an administrator', of: ({ outbox }) => one(outbox.parked) },
  outbox_failing: { help: 'Effects that failed and are tried again', of: ({ outbox }) => one(outbox.failing) },
  outbox_oldest_failing_seconds: {
    help: 'How long ago the first of these failed; 0 without one',
    of: ({ outbox }) => one(seconds(outbox.failingMs)),
  },
  mail_due: { help: 'Letters that are due and have not left', of: ({ mail }) => one(mail.due) },
  mail_oldest_due_seconds: {
    help: 'How long the oldest letter has been due; 0 without one',
    of: ({ mail }) => one(seconds(mail.oldestDueMs)),
  },
  mail_retrying: { help: 'Letters that were refused and are tried again', of: ({ mail }) => one(mail.retrying) },
  mail_given_up: { help: 'Letters that were given up in the last seven days', of: ({ mail }) => one(mail.givenUp) },
  push_retrying: {
    help: 'Devices whose message was refused, or not answered, and is tried again',
    labels: ['service'],
    // Present even for a site that sends no push messages, like all other gauges.
    of: ({ push }) =>
      Object.entries(push?.byName ?? { own: 0 }).map(([service, value]) => ({ value, labels: { service } })),
  },
  job_late_seconds: {
    help: 'How long a job has been due while no living process is at it',
    labels: ['job_name'],
    of: ({ jobs }) => jobs.map(({ name, lateMs }) => ({ value: seconds(lateMs), labels: { job_name: name } })),
  },
  job_running_seconds: {
    help: 'How long the present turn of a job has lasted; 0 while nobody is at it',
    labels: ['job_name'],
    of: ({ jobs }) => jobs.map(({ name, lastsMs }) => ({ value: seconds(lastsMs), labels: { job_name: name } })),
  },
  documents_held: {
    help: 'Documents that nobody may read until they are scanned; none without a scanner',
    of: ({ documents }) => one(documents?.held ?? 0),
  },
  documents_oldest_held_seconds: {
    help: 'How long the oldest of these has waited',
    of: ({ documents }) => one(seconds(documents?.oldestMs ?? 0)),
  },
  backup_scheduled: {
    help: '1: back-ups are made by the clock',
    of: ({ backups }) => one(backups.scheduled ? 1 : 0),
  },
  backup_last_success_timestamp_seconds: {
    help: 'When the newest back-up was begun; missing without one',
    of: ({ backups }) => at(backups.made?.startedAt),
  },
  backup_failed: {
    help: '1: the newest back-up failed',
    of: ({ backups: { made, failed } }) => one(failed && (!made || failed.startedAt > made.startedAt) ? 1 : 0),
  },
  certificate_end_timestamp_seconds: {
    help: 'When the certificate of the site ends; missing without https, or until it was read',
    of: ({ certificate }) => at(certificate?.endsAt ?? undefined),
  },
  disk_free_bytes: { help: 'Free on the disk of the data folder', of: ({ disk }) => one(disk.free) },
  disk_total_bytes: { help: 'Size of the disk of the data folder', of: ({ disk }) => one(disk.total) },
  database_size_bytes: { help: 'Collections and indexes on the disk', of: ({ database }) => one(database.bytes) },
  startup_street_info: {
    help: 'Always 1; the labels say what runs',
    labels: ['version', 'commit', 'node'],
    of: ({ program: { version, commit, node } }) => [{ value: 1, labels: { version, commit: commit ?? '', node } }],
  },
}
export const stateGaugeNames: readonly string[] = Object.keys(stateGauges)

/** Returns the gauges of one reading in Prometheus format. */
export function gaugesOf(status: Status): Promise<string> {
  const registry = new Registry()
  for (const [name, { help, labels = [], of }] of Object.entries(stateGauges)) {
    const samples = of(status)
    if (samples.length === 0) continue
    const gauge = new Gauge({ name, help, labelNames: labels, registers: [registry] })
    for (const sample of samples) gauge.set(sample.labels ?? {}, sample.value)
  }
  return registry.metrics()
}
