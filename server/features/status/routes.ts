import { Router } from 'express'
import type { Job } from '#server/jobs/job.ts'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { formatBytes, formatInstant } from '#shared/texts/format.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { staff } from '#web/access/access.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { view } from '#web/pages/view.ts'
import {
  backupVerdict,
  certificateVerdict,
  diskVerdict,
  dueMailVerdict,
  heldVerdict,
  jobVerdict,
  lastingVerdict,
  outboxVerdict,
  pushVerdict,
  undeliveredVerdict,
  type Verdict,
} from './rules.ts'
import type { Status } from './reading.ts'

/** Status page for administrators, read when it is requested. */
export function statusRoutes({ status }: Pick<Services, 'status'>, jobs: readonly Job[]): Router {
  const router = Router({ caseSensitive: true })
  router.get('/staff/status', staff('administrator'), async (_req, res) => {
    renderStatus(res, statusPage(res.locals, await status.read(jobs)))
  })
  return router
}

type Line = {
  verdict: Verdict
  status: { tone: string; label: string }
  what: string
  said: string[]
  /** Where to act; null where that is not on the site. */
  link: { href: string; label: string } | null
}
type StatusPage = {
  title: string
  breadcrumb: Breadcrumb
  lines: Line[]
  facts: { label: string; value: string }[]
}
const renderStatus = view<StatusPage>('status/show')

function statusPage(reader: Reader, status: Status): StatusPage {
  const { t, locale } = reader
  return {
    title: t('status.title'),
    breadcrumb: [{ label: t('staff.menu.desk'), href: pathTo(locale, '/staff') }, { label: t('status.title') }],
    lines: [
      effectsLine(reader, status),
      ...mailLines(reader, status),
      ...pushLines(reader, status),
      ...jobLines(reader, status),
      documentsLine(reader, status),
      backupsLine(reader, status),
      ...certificateLines(reader, status),
      diskLine(reader, status),
    ],
    facts: factsOf(reader, status),
  }
}

const tones: Record<Verdict, string> = { ok: 'good', look: 'warn', act: 'bad' }
const line = ({ t }: Reader, verdict: Verdict, what: string, sentences: string[]): Line => ({
  verdict,
  what,
  said: sentences,
  link: null,
  status: { tone: tones[verdict], label: t(`status.verdict.${verdict}`) },
})

function effectsLine(reader: Reader, { outbox }: Status): Line {
  const { t, locale } = reader
  const { parked, failing, oldestFailureAt } = outbox
  const sentences = [
    t('status.outbox.said', { parked, failing }),
    ...(oldestFailureAt ? [t('status.outbox.since', { since: formatInstant(locale, oldestFailureAt) })] : []),
  ]
  const link = parked > 0 ? { href: pathTo(locale, '/staff/outbox'), label: t('status.outbox.open') } : null
  return { ...line(reader, outboxVerdict(outbox), t('status.outbox'), sentences), link }
}

function mailLines(reader: Reader, { mail }: Status): Line[] {
  const { t, locale } = reader
  const { due, oldestDueAt, oldestDueMs, retrying, givenUp } = mail
  const waiting = [
    t('status.mail.due', { due }),
    ...(oldestDueAt ? [t('status.waits', { since: formatInstant(locale, oldestDueAt) })] : []),
  ]
  return [
    line(reader, dueMailVerdict(oldestDueMs), t('status.mail'), waiting),
    line(reader, undeliveredVerdict(mail), t('status.undelivered'), [
      t('status.undelivered.said', { retrying, givenUp }),
    ]),
  ]
}

/** Empty for a site that sends no push messages. */
function pushLines(reader: Reader, { push }: Status): Line[] {
  if (!push) return []
  const { t } = reader
  const { retrying, services } = push
  const sentences =
    retrying > 0 ? t('status.push.said', { retrying, services: services.join(t('list.comma')) }) : t('status.push.none')
  return [line(reader, pushVerdict(push), t('status.push'), [sentences])]
}

/** One line for all jobs that are on time, and one for each that is late or does not finish. */
function jobLines(reader: Reader, { jobs, now }: Status): Line[] {
  const { t, locale } = reader
  const late = jobs.filter(({ lateMs }) => jobVerdict(lateMs) !== 'ok')
  const lasting = jobs.filter(({ lastsMs }) => lastingVerdict(lastsMs) !== 'ok')
  const inTime = jobs.length - late.length - lasting.length
  const lateLines = late.map(({ name, lateMs }) => {
    const since = formatInstant(locale, new Date(now.getTime() - lateMs))
    return line(reader, jobVerdict(lateMs), t('status.job', { name }), [t('status.job.late', { since })])
  })
  const lastingLines = lasting.map(({ name, lastsMs }) => {
    const since = formatInstant(locale, new Date(now.getTime() - lastsMs))
    return line(reader, lastingVerdict(lastsMs), t('status.job', { name }), [t('status.job.lasts', { since })])
  })
  return [
    ...lateLines,
    ...lastingLines,
    ...(inTime > 0 ? [line(reader, 'ok', t('status.jobs'), [t('status.jobs.inTime', { inTime })])] : []),
  ]
}

function documentsLine(reader: Reader, { documents }: Status): Line {
  const { t, locale } = reader
  if (!documents) return line(reader, 'look', t('status.documents'), [t('status.documents.nobody')])
  const { held, oldestAt, oldestMs } = documents
  return line(reader, heldVerdict(oldestMs), t('status.documents'), [
    t('status.documents.held', { held }),
    ...(oldestAt ? [t('status.waits', { since: formatInstant(locale, oldestAt) })] : []),
  ])
}

function backupsLine(reader: Reader, { backups: { scheduled, made, failed, folderProblem }, now }: Status): Line {
  const { t, locale } = reader
  const times = {
    scheduled,
    madeAt: made?.startedAt ?? null,
    failedAt: failed?.startedAt ?? null,
    folderMissing: folderProblem !== null,
  }
  const facts = made && { at: formatInstant(locale, made.startedAt), size: formatBytes(locale, made.bytes) }
  return line(reader, backupVerdict(times, now), t('status.backups'), [
    facts ? t('status.backups.made', facts) : t('status.backups.none'),
    ...(failed
      ? [t('status.backups.failed', { at: formatInstant(locale, failed.startedAt), error: failed.error ?? '' })]
      : []),
    ...(scheduled ? [] : [t('status.backups.byHand')]),
    ...(folderProblem ? [t('status.backups.folder', folderProblem)] : []),
  ])
}

/** Empty for a site without https, and until the certificate was read for the first time. */
function certificateLines(reader: Reader, { certificate, now }: Status): Line[] {
  if (!certificate) return []
  const { t, locale } = reader
  const { endsAt, readAt, error } = certificate
  return [
    line(reader, certificateVerdict(certificate, now), t('status.certificate'), [
      ...(endsAt ? [t('status.certificate.ends', { at: formatInstant(locale, endsAt) })] : []),
      ...(error ? [t('status.certificate.unread', { at: formatInstant(locale, readAt), error })] : []),
    ]),
  ]
}

function diskLine(reader: Reader, { disk }: Status): Line {
  const { t, locale } = reader
  const facts = { free: formatBytes(locale, disk.free), total: formatBytes(locale, disk.total) }
  return line(reader, diskVerdict(disk), t('status.disk'), [t('status.disk.said', facts)])
}

function factsOf({ t, locale }: Reader, { program, database }: Status): StatusPage['facts'] {
  return [
    { label: t('status.version'), value: program.version },
    ...(program.commit ? [{ label: t('status.commit'), value: program.commit.slice(0, 12) }] : []),
    { label: 'Node.js', value: program.node },
    { label: t('status.since'), value: formatInstant(locale, program.since) },
    { label: t('status.database'), value: t(`status.database.${program.engine}`) },
    { label: t('status.database.size'), value: formatBytes(locale, database.bytes) },
    ...(database.lastMigration ? [{ label: t('status.migration'), value: database.lastMigration }] : []),
  ]
}
