import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { BackupModel } from '#models/backups/backup.ts'
import { CertificateModel } from '#models/status/certificate.ts'
import { ChoreModel } from '#models/chore.ts'
import { MailModel } from '#models/mail.ts'
import { OutboxAttemptModel } from '#models/outbox-attempt.ts'
import { ApplicationModel } from '#models/cases/application.ts'
import { stateGaugeNames } from '#features/status/gauges.ts'
import { statusService } from '#features/status/service.ts'
import { leases } from '#server/jobs/leases.ts'
import { jobsOf } from '#server/slices.ts'
import { aColleague } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { testLog } from '../support/log.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const minutesAgo = (minutes: number) => new Date(site.clock.machineNow().getTime() - minutes * 60_000)

/** Stores each job as a worker leaves it: due later, without a lease. */
async function everyJobInTime() {
  await ChoreModel.insertMany(jobsOf(site.slices).map(({ name }) => ({ _id: name, dueAt: minutesAgo(-1) })))
}
async function aParkedEffect() {
  const of = { outbox: 'applications', document: new mongoose.Types.ObjectId(), key: 'x', kind: 'mail', failures: 8 }
  const times = { firstFailedAt: minutesAgo(30), nextAttemptAt: minutesAgo(20), parkedAt: minutesAgo(20) }
  await OutboxAttemptModel.create({ ...of, ...times, lastError: 'Error' })
}
async function anUnknownEffect() {
  const { _id } = await anApplication({ state: 'contracted' })
  const pendingEffects = [{ key: `application:${_id.toHexString()}:x-0`, kind: 'of-a-later-version', facts: {} }]
  await ApplicationModel.updateOne({ _id }, { $set: { pendingEffects } })
}
async function aLetter(cause: string, fields: object) {
  await MailModel.create({ cause, to: 'olga@example.com', locale: 'ru', template: 'welcome', ...fields })
}

describe('the status page', () => {
  /** Returns verdicts and sentences by their subject. */
  async function linesOf(locale = 'en') {
    const administrator = await site.as(await aColleague('administrator'))
    const page = renderedPage(await administrator.get(`/${locale}/staff/status`).expect(200))
    const lines = page.$('[data-test="line"]').toArray()
    const of = (name: string) => page.$(lines.filter(line => page.$(line).find('strong').text() === name))
    return { page, of, verdict: (name: string) => of(name).attr('data-verdict') }
  }

  it.each([
    ['ru', 'Состояние сайта', 'Отправка писем', 'В порядке'],
    ['en', 'State of the site', 'Sending of letters', 'In order'],
    ['zh', '系统状态', '信件发送', '正常'],
  ])('is open to administrators in %s, with its verdict first', async (locale, title, letters, inOrder) => {
    await everyJobInTime()
    const { page, of } = await linesOf(locale)
    expect(page.heading).toBe(title)
    expect(of(letters).text().trim().startsWith(inOrder)).toBe(true)
    expect(page.$('.staff-bar a[aria-current]').text()).toBe(title)
    expect(page.$('.summary-list').text()).toContain(process.version)
  })

  it.each(['decider', 'reviewer', 'listing_manager'] as const)('is refused to a %s', async role => {
    await (await site.as(await aColleague(role))).get('/en/staff/status').expect(403)
  })

  it('shows where somebody must act: parked effects, late mail, late jobs', async () => {
    await everyJobInTime()
    expect((await linesOf()).verdict('Not carried out')).toBe('ok')
    await aParkedEffect()
    await aLetter('a', { nextAttemptAt: minutesAgo(12) })
    await aLetter('b', { nextAttemptAt: minutesAgo(-5), attempts: 1, lastError: 'Refused' })
    await aLetter('c', { nextAttemptAt: minutesAgo(60), attempts: 12, status: 'failed' })
    await aLetter('d', { nextAttemptAt: minutesAgo(8 * 24 * 60), attempts: 12, status: 'failed' })
    await ChoreModel.updateOne({ _id: 'deliver-mail' }, { $set: { dueAt: minutesAgo(3) } })

    const { of, verdict } = await linesOf()
    expect(verdict('Not carried out')).toBe('act')
    expect(of('Not carried out').find('a').attr('href')).toBe('/en/staff/outbox')
    expect(verdict('Sending of letters')).toBe('act')
    expect(of('Sending of letters').text()).toContain('To be sent now: 1.')
    expect(verdict('Letters that did not leave')).toBe('look')
    expect(of('Letters that did not leave').text()).toContain('tried again: 1. Given up in the last seven days: 1.')
    expect(verdict('Job deliver-mail')).toBe('look')
    expect(of('Scheduled jobs').text()).toContain(String(jobsOf(site.slices).length - 1))
  })

  it('counts an effect of an unknown kind as parked', async () => {
    await everyJobInTime()
    await anUnknownEffect()
    const { of, verdict } = await linesOf()
    expect(verdict('Not carried out')).toBe('act')
    expect(of('Not carried out').text()).toContain('Stopped: 1.')
  })

  it('names a job that has been running for more than an hour', async () => {
    await everyJobInTime()
    const held = { leaseUntil: minutesAgo(-0.1), holder: 'somebody' }
    await ChoreModel.updateOne({ _id: 'deliver-mail' }, { $set: { ...held, takenAt: minutesAgo(61) } })
    await ChoreModel.updateOne({ _id: 'make-backups' }, { $set: { ...held, takenAt: minutesAgo(59) } })
    const { of, verdict } = await linesOf()
    expect(verdict('Job deliver-mail')).toBe('look')
    expect(of('Job deliver-mail').text()).toContain('25 November 2026 at 10:59')
    expect(verdict('Job make-backups')).toBeUndefined()
  })

  it('shows when the last back-up was made, and that no schedule is set', async () => {
    expect((await linesOf()).verdict('Back-ups')).toBe('look')
    const made = { target: '/backups/x', by: 'command', state: 'made', bytes: 5 * 1024 * 1024 } as const
    await BackupModel.create({ ...made, startedAt: minutesAgo(60) })
    const { of, verdict } = await linesOf()
    expect(verdict('Back-ups')).toBe('ok')
    expect(of('Back-ups').text()).toContain('25 November 2026 at 11:00, 5\u00a0MB')
    expect(of('Back-ups').text()).toContain('BACKUP_TO')
  })
})

describe('jobs at the start', () => {
  it('are due at once if the start may have given them work, such as sealing with a new key, and otherwise on schedule', async () => {
    const jobs = jobsOf(site.slices)
    await leases.know(jobs)
    await ChoreModel.updateMany({}, { $set: { dueAt: new Date(Date.now() + 8 * 60_000) } })
    await leases.know(jobs)
    const due = await leases.due(['seal-stored', 'sweep-files'])
    expect(due).toEqual(['seal-stored'])
  })
})

describe('the metrics of the site’s state', () => {
  const valueOf = (text: string, name: string) => Number(new RegExp(`^${name}(?:{.*})? (.+)$`, 'm').exec(text)?.[1])

  it('are served at /metrics, and read at most once in five seconds', async () => {
    await everyJobInTime()
    await aParkedEffect()
    site.clock.advance({ minutes: 1 })
    const { text } = await site.visit.get('/metrics').expect(200)
    expect(valueOf(text, 'outbox_parked')).toBe(1)
    expect(valueOf(text, 'disk_free_bytes')).toBeGreaterThan(0)
    expect(valueOf(text, 'database_size_bytes')).toBeGreaterThan(0)
    expect(text).toContain(`node="${process.version}"`)
    expect(text).toContain('job_late_seconds{job_name="deliver-mail"} 0')
    await OutboxAttemptModel.deleteMany({})
    expect(valueOf((await site.visit.get('/metrics').expect(200)).text, 'outbox_parked')).toBe(1)
    site.clock.advance({ minutes: 0.1 })
    expect(valueOf((await site.visit.get('/metrics').expect(200)).text, 'outbox_parked')).toBe(0)
  })

  it('are complete once a back-up was made and the certificate was read', async () => {
    await BackupModel.create({ target: '/backups/x', by: 'command', state: 'made', startedAt: minutesAgo(60) })
    const { publicUrl } = site.config
    await CertificateModel.create({ _id: publicUrl, readAt: minutesAgo(1), endsAt: minutesAgo(-1), error: null })
    site.clock.advance({ minutes: 1 })
    const { text } = await site.visit.get('/metrics').expect(200)
    expect(stateGaugeNames.filter(name => !text.includes(`# TYPE ${name} gauge`))).toEqual([])
    // Prometheus would overwrite these labels with its own.
    expect(text).not.toMatch(/[{,](?:job|instance)=/)
    expect(valueOf(text, 'backup_last_success_timestamp_seconds') * 1_000).toBe(minutesAgo(61).getTime())
  })

  it('show how long an effect has been failing and a job has been running', async () => {
    await everyJobInTime()
    const { _id } = await anApplication({ state: 'contracted' })
    const of = { outbox: 'applications', document: _id, key: 'x', kind: 'mail', failures: 3, lastError: 'Error' }
    await OutboxAttemptModel.create({
      ...of,
      firstFailedAt: minutesAgo(2),
      nextAttemptAt: minutesAgo(-1),
      parkedAt: null,
    })
    let taken: Date | null | undefined
    await leases.know([{ name: 'a', everySeconds: 1 }])
    await leases.holding('a', 60, async () => void (taken = (await ChoreModel.findById('a').lean())?.takenAt))
    expect(taken?.getTime()).toBeGreaterThan(Date.now() - 10_000)
    expect((await ChoreModel.findById('a').lean())?.takenAt).toBeNull()
    const held = { leaseUntil: minutesAgo(-1), takenAt: minutesAgo(3) }
    await ChoreModel.updateOne({ _id: 'make-backups' }, { $set: held })
    site.clock.advance({ minutes: 0.5 })
    const { text } = await site.visit.get('/metrics').expect(200)
    expect(valueOf(text, 'outbox_oldest_failing_seconds')).toBe(150)
    expect(text).toContain('job_running_seconds{job_name="make-backups"} 210')
    expect(text).toContain('job_running_seconds{job_name="deliver-mail"} 0')
  })

  it('are omitted without waiting while the database is unavailable', async () => {
    const log = testLog()
    const { outbox, mail, push, scans, backups } = site.services
    const away = Object.assign(new Error('connection refused'), { name: 'MongoServerSelectionError' })
    const { administrators } = site.services.accounts.people
    const parts = { clock: site.clock, log, config: site.config, outbox, push, scans, backups, administrators }
    const status = statusService({ ...parts, mail: { ...mail, figures: () => Promise.reject(away) } })
    expect(await status.gauges([])).toBe('')
    expect(log.lines().map(({ msg }) => msg)).toEqual(['the state of the site could not be read for its gauges'])
    await expect(status.read([])).rejects.toThrow('connection refused')
  })
})
