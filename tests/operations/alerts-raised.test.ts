import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import webpush from 'web-push'
import { BackupModel } from '#models/backups/backup.ts'
import { ApplicationModel } from '#models/cases/application.ts'
import { ChoreModel } from '#models/chore.ts'
import { DocumentModel } from '#models/documents/document.ts'
import { MailModel } from '#models/mail.ts'
import { OutboxAttemptModel } from '#models/outbox-attempt.ts'
import { PushSubscriptionModel } from '#models/push/push-subscription.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { openDatabase, type Database } from '#outside/database/database.ts'
import { anApplicant } from '../factories/account.ts'
import { aDraft, anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { mailServer } from '../support/processes/mail-server.ts'
import { freePort, until, type Running } from '../support/processes/processes.ts'
import { everySeconds, hasPromtool, recordingOf } from '../support/processes/prometheus.ts'
import { scanner } from '../support/processes/scanner.ts'
import { severalProcesses, type Web } from '../support/processes/several-processes.ts'
import { ownDisk } from '../support/processes/tmpfs.ts'
import { traveller } from '../support/processes/travellers.ts'
import { pushService } from '../support/push-service.ts'
import { aPdf } from '../support/upload-site.ts'

const vapid = webpush.generateVAPIDKeys()
const pushPort = await freePort()

const withinSeconds = 120
const scrapesOfPhase = withinSeconds / everySeconds
/** The gauges of the site are cached for this long. */
const gaugesHoldMs = 5_100

describe.runIf(hasPromtool())('Prometheus alerts', () => {
  let folder: string
  let disk: ReturnType<typeof ownDisk>
  let mails: Awaited<ReturnType<typeof mailServer>>
  let clamd: Awaited<ReturnType<typeof scanner>>
  let site: Awaited<ReturnType<typeof severalProcesses>>
  let database: Database | undefined
  let web: Web
  let worker: Running
  let recording: ReturnType<typeof recordingOf>
  const pushes = pushService(pushPort)
  const visiting = { paths: ['/en', '/ru/premises'], over: false, done: Promise.resolve() }

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'startup-street-alerts-'))
    disk = ownDisk(folder, 3_000)
    await chmod(folder, 0o700)
    await mkdir(backupsIn(folder))
    ;[mails, clamd] = await Promise.all([mailServer(), scanner()])
    const trusted = path.join(folder, 'push-service.pem')
    await writeFile(trusted, pushes.cert)
    const workerPort = await freePort()
    site = await severalProcesses({
      folder,
      env: {
        LOG_LEVEL: 'error',
        TRUST_PROXY: '1',
        SMTP_URL: mails.url,
        CLAMD_HOST: clamd.address,
        VAPID_PUBLIC_KEY: vapid.publicKey,
        VAPID_PRIVATE_KEY: vapid.privateKey,
        VAPID_SUBJECT: 'mailto:web@street.test',
        PUSH_SERVICES: pushes.host,
        NODE_EXTRA_CA_CERTS: trusted,
        WORKER_PORT: String(workerPort),
        BACKUP_TO: backupsIn(folder),
        BACKUP_KEY: 'k'.repeat(32),
      },
    })
    web = await site.web()
    database = await openDatabase(site.uri, { patient: true })
    worker = await site.worker()
    await until(async () => (await BackupModel.countDocuments({ state: 'made' })) > 0, worker.output)
    recording = recordingOf({ web: web.url, worker: `http://127.0.0.1:${workerPort}` })
    visiting.paths.push(`/en/premises/${(await aPremises()).code}`)
    visiting.done = visits(web, visiting)
  }, 60_000)
  afterAll(async () => {
    visiting.over = true
    await visiting.done
    await database?.close()
    await site.end()
    disk?.remove()
    await Promise.all([mails.close(), clamd.leave()])
    await rm(folder, { recursive: true, force: true })
  }, 30_000)

  /**
   * Records two minutes of Prometheus: `realScrapes` real scrapes, in which the gauges are read again, then repetitions of
   * the last. Returns the names of the alerts that are firing at the end.
   */
  async function twoMinutes(realScrapes = 5): Promise<string[]> {
    for (let count = 0; count < realScrapes; count += 1) {
      if (count > 0) await wait(gaugesHoldMs / Math.min(3, realScrapes - 1))
      await recording.scrape()
    }
    return recording.raisedAt([recording.hold(scrapesOfPhase - realScrapes)])[0]!
  }
  const seen = new Set<string>()
  /** Returns the alerts that are firing now and were not before. */
  async function raisedAnew(realScrapes?: number): Promise<string[]> {
    const raised = await twoMinutes(realScrapes)
    const anew = raised.filter(alert => !seen.has(alert))
    for (const alert of anew) seen.add(alert)
    return anew
  }

  it('do not fire while the site works normally', async () => {
    await asks(web)
    await recording.scrape()
    expect(await twoMinutes()).toEqual([])
  }, 60_000)

  it('fire within two minutes for each of eleven faults while the site keeps running', async () => {
    mails.become('refuse')
    await asks(web)
    await lastTry()
    await clamd.leave()
    await Promise.all([
      uploadsTwice(web),
      noBackup(folder),
      anUnknownEffect(),
      anEffectThatFails(),
      devicesFail(web, pushes),
    ])
    visiting.paths.push(await aBrokenPage())
    disk?.resize(1_000)
    const busy = { over: false }
    const stumbling = stumble(worker, busy)
    const anew = await raisedAnew()
    busy.over = true
    await stumbling
    expect(anew).toEqual(
      [
        ...['BackupFailed', ...(disk ? ['DiskNearlyFull'] : []), 'ErrorRate', 'EventLoopLag', 'MailGivenUp'],
        ...['MailRefused', 'OutboxFailing', 'OutboxParked', 'PushDevicesGone', 'PushRefused', 'ScannerAway'],
      ].sort(),
    )
  }, 60_000)

  it('fire when the database is slow', async () => {
    site.line.slow(700)
    expect(await raisedAnew()).toEqual(['DatabaseSlow', 'SlowPages'])
    site.line.open()
  }, 60_000)

  it('fire when a worker is killed', async () => {
    worker.process.kill('SIGKILL')
    await signsUp(web)
    // At the fourth scrape, which counts as one minute, the work has been due for 50 seconds.
    const back = (field: string) => [{ $set: { [field]: { $subtract: [`$${field}`, 50_000] } } }]
    await ChoreModel.collection.updateMany({ dueAt: { $exists: true } }, back('dueAt'))
    await ChoreModel.collection.updateMany({ leaseUntil: { $type: 'date' } }, back('leaseUntil'))
    await MailModel.collection.updateMany({ status: 'queued' }, back('nextAttemptAt'))
    expect(await raisedAnew()).toEqual(['JobLate', 'MailLate', 'SiteAway'])
  }, 60_000)

  it('fire when the database is unavailable', async () => {
    site.line.refuse()
    // Alerts about its effects on visitors may be firing, too.
    expect(await raisedAnew(2)).toContain('DatabaseAway')
  }, 60_000)
})

const backupsIn = (folder: string): string => path.join(folder, 'backups')

/** Requests these pages, two at a time, each once in a fifth of a second. */
async function visits(web: Web, about: { paths: readonly string[]; over: boolean }): Promise<void> {
  const look = async () => {
    for (let count = 0; !about.over; count += 1) {
      // With a cookie a page is rendered anew.
      await fetch(web.url + about.paths[count % about.paths.length]!, { headers: { cookie: 'other=1' } }).catch(() => 0)
      await wait(200)
    }
  }
  await Promise.all([look(), look(), look(), look()])
}

let askers = 0
/** Sends an enquiry, which queues two letters. */
async function asks(web: Web): Promise<void> {
  askers += 1
  const form = {
    name: 'Ольга Ли',
    email: `asker-${askers}@example.com`,
    phone: '',
    messenger: '',
    preferredLanguage: 'ru',
    topic: 'premises',
    premisesCode: '',
    message: 'Есть ли вода?',
    website: '',
  }
  const asked = await traveller().post(web, '/en/contact', { ...form, opened: String(Date.now() - 60_000) })
  expect(asked.status).toBe(303)
}

/** Signs a person up, which queues a letter that is due at once. */
async function signsUp(web: Web): Promise<void> {
  const form = { name: 'Olga Petrova', email: 'olga@example.com', password: 'correct horse battery' }
  expect((await traveller().post(web, '/en/sign-up', form)).status).toBeLessThan(400)
  await until(async () => (await MailModel.exists({ to: form.email, attempts: 0 })) !== null, web.output)
}

/** Creates a letter that has been refused eleven times. */
async function lastTry(): Promise<void> {
  const letter = { cause: 'last-try', to: 'olga@example.com', locale: 'ru', template: 'welcome' } as const
  await MailModel.create({ ...letter, attempts: 11, nextAttemptAt: new Date() })
}

/** Uploads two documents: the scanner is asked for each. */
async function uploadsTwice(web: Web): Promise<void> {
  const applicant = await anApplicant()
  const { _id } = await aDraft({ applicant: applicant._id })
  const sender = traveller()
  await sender.signIn(web, applicant)
  for (const count of [1, 2]) {
    const file = { field: 'passport', bytes: aPdf(1_000 + count), name: `${count}.pdf` }
    expect((await sender.upload(web, `/en/applications/${_id.toHexString()}/documents`, file)).status).toBe(303)
    const asked = { 'scan.attempts': { $gte: 1 } }
    const isAsked = async () => (await DocumentModel.collection.countDocuments(asked)) === count
    await until(isAsked, () => 'the scanner is not asked')
  }
}

/** Replaces the backup folder by a file, and makes the next backup due. */
async function noBackup(folder: string): Promise<void> {
  await rename(backupsIn(folder), `${backupsIn(folder)}-before`)
  await writeFile(backupsIn(folder), '')
  const yesterday = new Date(Date.now() - 25 * 3_600_000)
  await BackupModel.updateMany({ state: 'made' }, { $set: { startedAt: yesterday } })
  await ChoreModel.updateOne({ _id: 'make-backups' }, { $set: { dueAt: new Date() } })
}

/** Stores an effect of a later version. */
async function anUnknownEffect(): Promise<void> {
  const { _id } = await anApplication({ state: 'contracted' })
  const pendingEffects = [{ key: `application:${_id.toHexString()}:x-0`, kind: 'of-a-later-version', facts: {} }]
  await ApplicationModel.updateOne({ _id }, { $set: { pendingEffects } })
}

/** Stores a tenancy effect with an invalid day, which has been failing for a minute. */
async function anEffectThatFails(): Promise<void> {
  const { _id } = await anApplication({ state: 'contracted' })
  const facts = { premises: 'SFH-A-0107', handoverOn: 'never', rentFreeMonths: '36' }
  const pendingEffects = [{ key: `application:${_id.toHexString()}:x-0`, kind: 'tenancy', facts }]
  await ApplicationModel.updateOne({ _id }, { $set: { pendingEffects } })
  await ChoreModel.updateMany({ _id: /outbox|effects/ }, { $set: { dueAt: new Date() } })
  const failed = () =>
    OutboxAttemptModel.findOneAndUpdate({}, { $set: { firstFailedAt: new Date(Date.now() - 60_000) } })
  await until(
    async () => (await failed()) !== null,
    () => 'the effect does not fail',
    10_000,
  )
}

/** Creates seven devices: the push service no longer knows five of them, and refuses our signature for two. */
async function devicesFail(web: Web, pushes: ReturnType<typeof pushService>): Promise<void> {
  const person = traveller()
  await person.signIn(web, await anApplicant())
  for (const status of [410, 410, 410, 410, 410, 403, 403]) {
    const browser = pushes.aBrowser()
    pushes.answerTo(browser.endpoint, status)
    expect((await person.post(web, '/en/account/notifications/devices', browser)).status).toBe(303)
  }
  const pendingEffects = [{ key: 'one', kind: 'push', facts: { kind: 'case' } }]
  await PushSubscriptionModel.updateMany({}, { $set: { quiet: { from: 0, to: 0 }, pendingEffects } })
  await ChoreModel.updateOne({ _id: 'send-push-messages' }, { $set: { dueAt: new Date() } })
  const told = async () => [
    await PushSubscriptionModel.countDocuments(),
    await PushSubscriptionModel.countDocuments({ failures: 1 }),
  ]
  await until(
    async () => String(await told()) === '2,2',
    () => 'the devices are not told',
    15_000,
  )
}

/** Creates a unit whose record is damaged. */
async function aBrokenPage(): Promise<string> {
  const { code } = await aPremises()
  const damage = { $set: { building: null } } as never
  await PremisesModel.collection.updateOne({ code }, damage)
  return `/en/premises/${code}`
}

/** Stops and resumes a process repeatedly, like a processor that is busy with other work. */
async function stumble({ process: child }: Running, until_: { over: boolean }): Promise<void> {
  while (!until_.over) {
    child.kill('SIGSTOP')
    await wait(350)
    child.kill('SIGCONT')
    await wait(350)
  }
}
