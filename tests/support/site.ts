import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent as KeptConnections, createServer, type Server } from 'node:http'
import type { Agent } from 'node:https'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Express } from 'express'
import supertest from 'supertest'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { MailModel } from '#models/mail.ts'
import { onWorkSignal, type WorkKind } from '#models/parts/work-signal.ts'
import { createApp } from '#server/app.ts'
import { readConfig } from '#server/config.ts'
import { sealStored, sweepFiles } from '#features/documents/jobs.ts'
import { publishFigures } from '#features/figures/index.ts'
import { publishGuides } from '#features/guides/index.ts'
import { markUnclaimedPhotoFiles } from '#features/listings/jobs.ts'
import { renewCatalogueSnapshot } from '#features/catalogue/index.ts'
import { sweepSessions } from '#features/accounts/index.ts'
import type { Job } from '#server/jobs/job.ts'
import { runOnce } from '#server/jobs/runner.ts'
import { systemClock } from '#outside/clock.ts'
import { useClockForTimestamps } from '#outside/database/database.ts'
import { startSealing } from '#outside/sealing/document-keys.ts'
import type { OutgoingMail } from '#outside/mail/mail.ts'
import { pushSender } from '#features/push/sending.ts'
import { createServices, type Services } from '#server/services.ts'
import type { Slice } from '#server/slice.ts'
import { checksOf, createSlices, jobsOf } from '#server/slices.ts'
import { useWordings } from '#shared/texts/i18n.ts'
import { testPassword } from '../factories/account.ts'
import { testClock } from './clock.ts'
import { declaring } from './declaring.ts'
import { useDatabase } from './database.ts'
import { testLog } from './log.ts'
import { testKey } from './sealed.ts'
import { isSessionStart, sessionStarter, sessionStartFor } from './sign-in.ts'

export type SentMail = OutgoingMail
/** What supertest's types of a request leave out. */
type Connected = { method: string; agent(connections: KeptConnections): void }
/**
 * `pushAgent` trusts the push service of a test. `throughSignInPage` signs everybody in through the page, for tests about what
 * that leaves behind. `takesItsTime` lets responses about an address take as long as in production.
 */
type Options = { env?: Record<string, string>; pushAgent?: Agent; throughSignInPage?: boolean; takesItsTime?: boolean }

const sessionSecret = 'a secret for tests that is long enough'
/** Limit of rounds in which chores finish what other chores left them. */
const mostRounds = 10
const publishing = new Set<Job>([publishGuides, publishFigures])
const tidyings = new Set<Job>([sweepFiles, sealStored, sweepSessions, renewCatalogueSnapshot, markUnclaimedPhotoFiles])

/**
 * The whole site on a fresh database, without a port. Each test begins with an empty database and a signed-out visitor,
 * whose requests look like they come from the site's own pages.
 */
export function useSite({ env = {}, pushAgent, throughSignInPage = false, takesItsTime = false }: Options = {}) {
  const database = useDatabase()
  const clock = testClock()
  const log = testLog()
  const sent: SentMail[] = []
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'startup-street-data-'))
  const config = readConfig({
    NODE_ENV: 'test',
    PUBLIC_URL: 'http://street.test',
    DATA_DIR: dataFolder,
    DOCUMENT_KEYS: testKey,
    ...env,
  })
  let app: Express | undefined
  /** One server for all requests, with its connections, instead of one for each request. */
  let server: Server | undefined
  const connections = new KeptConnections({ keepAlive: true })
  let services: Services | undefined
  let slices: readonly Slice[] = []

  beforeAll(async () => {
    useClockForTimestamps(clock)
    await startSealing(config)
    const mailTransport = { describe: 'memory', send: (mail: SentMail) => Promise.resolve(void sent.push(mail)) }
    const push = pushAgent ? { pushSender: pushSender(config.push, pushAgent) } : {}
    const time = takesItsTime ? {} : { leastMs: 0 }
    services = createServices({ clock, log, config, mailTransport, ...push, ...time })
    slices = createSlices({ services, config, clock })
    const site = createApp({ config, services, slices, log, sessionSecret })
    const starter = sessionStarter({ config, services, clock, sessionSecret })
    app = site
    server = createServer((req, res) => void (isSessionStart(req.url) ? starter(req, res) : site(req, res)))
    server.listen(0, '127.0.0.1')
    // A test may think for longer than the default of five seconds.
    server.keepAliveTimeout = 0
    await once(server, 'listening')
  })
  beforeEach(() => {
    sent.length = 0
    clock.set('2026-11-25T12:00:00+08:00')
  })
  // No request waits for the last audit entry to be written. It must not arrive in the emptied database of the next test.
  afterEach(() => services?.audit.settled())
  afterAll(() => {
    connections.destroy()
    server?.closeAllConnections()
    server?.close()
    useWordings([])
    useClockForTimestamps(systemClock)
    rmSync(dataFolder, { recursive: true, force: true })
  })

  const agent = (of: Express | Server | undefined = server) => {
    if (!of) throw new Error('the site is not up before the first test')
    const person = supertest.agent(of)
    // By default supertest opens a connection for each request, which costs half as much as an easy answer. A request that
    // sends something keeps its own: the site closes it when it refuses an upload before its end.
    if (of === server) person.use((request: Connected) => request.method === 'GET' && request.agent(connections))
    return person.set('Sec-Fetch-Site', 'same-origin').set('Accept-Encoding', 'identity')
  }
  async function signedIn({ email, password }: { email: string; password: string }, of?: Express) {
    const person = agent(of)
    if (!of && !throughSignInPage && password === testPassword) {
      const { status } = await person.post(sessionStartFor(email))
      if (status === 204) return person
    }
    await person.post('/en/sign-in').type('form').send({ email, password }).expect(303)
    return person
  }
  return {
    config,
    clock,
    log,
    get services(): Services {
      if (!services) throw new Error('the site is not up before the first test')
      return services
    },
    /** Checks of the invariants of the stored data. */
    get checkers() {
      return checksOf(this.slices)
    },
    get slices() {
      return slices
    },
    get app(): Express {
      if (!app) throw new Error('the site is not up before the first test')
      return app
    },
    /** URI for another process that joins this database. */
    get databaseUri(): string {
      return `mongodb_embedded://${database.folder()}/db`
    },
    /** A visitor who is not signed in and has no cookies. */
    get visit() {
      return agent()
    },
    agent: () => agent(),
    /**
     * Signs in an account from `tests/factories/account.ts`: one with the password of the factory without the sign-in page
     * unless the options ask for it, another one through the page. `of` is another app on this database.
     */
    async as({ email, password = testPassword }: { email: string; password?: string }, of?: Express) {
      return declaring(await signedIn({ email, password }, of), email, clock)
    },
    /** Signs in a colleague who declares no interest until told to. */
    undeclared: ({ email, password = testPassword }: { email: string; password?: string }) =>
      signedIn({ email, password }),
    /**
     * Runs the waiting chores, then the chores that these woke, as a worker does. `publications` includes guides and
     * figures, which take longer than everything else together. `tidying` includes chores with no visible result, such as
     * the sweep of unclaimed files: they are half of all database queries, and only a few tests are about them.
     */
    async runJobs({
      publications = false,
      tidying = false,
    }: { publications?: boolean; tidying?: boolean } = {}): Promise<void> {
      const jobs = jobsOf(this.slices)
      const left = new Set<WorkKind>()
      const stop = onWorkSignal(kind => left.add(kind))
      const once = async (some: readonly Job[]) => {
        left.clear()
        for (const job of some) await runOnce(job, { services: this.services, log })
      }
      try {
        await once(jobs.filter(job => (publications || !publishing.has(job)) && (tidying || !tidyings.has(job))))
        for (let round = 0; left.size > 0; round += 1) {
          if (round === mostRounds) throw new Error(`chores that leave work for themselves: ${[...left].join(', ')}`)
          await once(jobs.filter(({ wokenBy }) => wokenBy && left.has(wokenBy)))
        }
      } finally {
        stop()
      }
    },
    /** Mails that were sent, oldest first. Run the jobs before asking. */
    mails: (): readonly SentMail[] => sent,
    /** Mails that wait for the worker. */
    queuedMails: () => MailModel.find({ status: 'queued' }).lean(),
  }
}
