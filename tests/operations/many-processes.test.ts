import { load } from 'cheerio'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DocumentModel } from '#models/documents/document.ts'
import { EnquiryModel } from '#models/enquiries/enquiry.ts'
import { openDatabase, type Database } from '#outside/database/database.ts'
import { catalogueText } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aDraft } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { killUnderLoad } from '../support/processes/kills-under-load.ts'
import { keepAliveLoad } from '../support/processes/keep-alive-load.ts'
import { until, type Running } from '../support/processes/processes.ts'
import { severalProcesses, type Web } from '../support/processes/several-processes.ts'
import { traveller, type Answer, type Traveller } from '../support/processes/travellers.ts'
import { aPdf } from '../support/upload-site.ts'

const withinMs = 1_000
const code = 'SFH-A-0107'
const requestsAMinute = 12

describe('two web processes and two workers on one database', () => {
  let site: Awaited<ReturnType<typeof severalProcesses>>
  let database: Database | undefined
  let webs: Web[]
  let workers: Running[]

  beforeAll(async () => {
    site = await severalProcesses({
      env: { NODE_ENV: 'test', TRUST_PROXY: '1', LOG_LEVEL: 'info', API_REQUESTS_PER_MINUTE: String(requestsAMinute) },
    })
    webs = await Promise.all([site.web(), site.web()])
    workers = await Promise.all([site.worker(), site.worker()])
    database = await openDatabase(site.uri, { patient: true })
    await aPremises({ code })
  }, 120_000)
  afterAll(async () => {
    await database?.close()
    await site.end()
  }, 60_000)

  const signedIn = async (person: { email: string }, at: Web): Promise<Traveller> => {
    const browser = traveller()
    expect((await browser.signIn(at, person)).status).toBe(303)
    return browser
  }

  /** Checks that every process shows a change within a second of the response to the request that made it. */
  async function showsEverywhere(at: string, shown: (text: string) => boolean): Promise<void> {
    const isShown = async (web: Web) => shown((await traveller().get(web, at)).text)
    const described = (web: Web) => () => `${at} at ${web.url}: ${web.output()}`
    await Promise.all(webs.map(web => until(() => isShown(web), described(web), withinMs)))
  }
  /** Loads the page into the memory of both processes before it changes. */
  async function before(at: string, shown: (text: string) => boolean): Promise<void> {
    for (const web of [...webs, ...webs]) expect(shown((await traveller().get(web, at)).text), at).toBe(false)
  }

  /** Makes a change at one process; both show it within a second. */
  async function changes(
    [at, shown]: [at: string, shown: (text: string) => boolean],
    change: () => Promise<Answer>,
  ): Promise<void> {
    await before(at, shown)
    expect((await change()).status).toBe(303)
    await showsEverywhere(at, shown)
  }

  /** Saves the settings as the page shows them, with some changes. */
  async function setting(administrator: Traveller, at: Web, some: Record<string, number>): Promise<Answer> {
    const page = await administrator.get(at, '/en/staff/settings')
    const form = load(page.text)('.settings-form').serializeArray()
    const shown = Object.fromEntries(form.map(({ name, value }) => [name, value]))
    return administrator.post(at, '/en/staff/settings', { ...shown, ...some, why: 'Tried' })
  }

  it('show a change made in either web process within a second: catalogue, wording, settings, brand', async () => {
    const [here, there] = webs as [Web, Web]
    const manager = await signedIn(await aColleague('listing_manager'), here)
    const page = (text: string, part: string) => load(text)(part).first().text()

    await changes([`/en/premises/${code}`, text => page(text, 'main .status').includes('Paused')], () =>
      manager.post(here, `/en/staff/premises/${code}/status`, { move: 'pause', note: '' }),
    )
    await changes(['/en/premises', text => page(text, '.card .status').includes('Available')], () =>
      manager.post(there, `/en/staff/premises/${code}/status`, { move: 'resume', note: '' }),
    )
    const words = {
      'home.headline.ru': catalogueText('ru', 'home.headline'),
      'home.headline.en': 'Rooms for founders',
      'home.headline.zh': catalogueText('zh', 'home.headline'),
    }
    await changes(['/en', text => page(text, 'h1').includes('Rooms for founders')], () =>
      manager.post(there, '/en/staff/texts/home.headline', { ...words, act: 'publish', version: 0, why: 'Asked for' }),
    )

    const administrator = await signedIn(await aColleague('administrator'), there)
    await changes(['/en', text => text.includes('held for you for 33 days')], () =>
      setting(administrator, there, { offerDays: 33 }),
    )
    await changes(['/en', text => text.includes('content="#7a1f5c"')], () =>
      administrator.post(here, '/en/staff/settings/brand', { accent: '#7a1f5c', seen: '' }),
    )
    const [, style = ''] = /href="(\/brand\/accent-[^"]+)"/.exec((await traveller().get(here, '/en')).text) ?? []
    expect(await traveller().get(there, style)).toMatchObject({ status: 200 })
  }, 60_000)

  it('share sessions: signing in or out in one process applies to the other', async () => {
    const [here, there] = webs as [Web, Web]
    const person = await anApplicant()
    const browser = await signedIn(person, here)
    const elsewhere = await signedIn(person, there)
    const isIn = async (one: Traveller, at: Web) => (await one.get(at, '/en/account')).status === 200
    expect(await isIn(browser, there)).toBe(true)
    const stolen = browser.copy()
    expect((await browser.post(there, '/en/sign-out')).status).toBe(303)
    expect(await isIn(stolen, here)).toBe(false)
    expect(await isIn(elsewhere, here)).toBe(true)
    expect((await elsewhere.post(here, '/en/account/sign-out-everywhere')).status).toBe(303)
    expect(await isIn(elsewhere, there)).toBe(false)
  }, 60_000)

  it('count sign-in attempts, enquiries, files and API requests together', async () => {
    const [here, there] = webs as [Web, Web]
    const { email } = await anApplicant()
    const guesses = await Promise.all(
      Array.from({ length: 14 }, (_, i) =>
        traveller({ from: `198.51.100.${i}` }).signIn(webs[i % 2]!, { email }, 'wrong'),
      ),
    )
    expect(guesses.filter(({ status }) => status === 422)).toHaveLength(10)
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(4)

    const asking = traveller({ from: '203.0.113.7' })
    const asked = await Promise.all(
      Array.from({ length: 14 }, (_, i) =>
        asking.post(webs[i % 2]!, '/en/contact', anEnquiry(`sender-${i}@example.com`)),
      ),
    )
    expect(asked.filter(({ status }) => status === 303)).toHaveLength(10)
    expect(await EnquiryModel.countDocuments()).toBe(10)

    const administrator = await signedIn(await aColleague('administrator'), here)
    expect((await setting(administrator, here, { applicationFiles: 10 })).status).toBe(303)
    const applicant = await anApplicant()
    const draft = await aDraft({ applicant: applicant._id })
    const sender = await signedIn(applicant, here)
    const path = `/en/applications/${draft._id.toHexString()}/documents`
    await until(async () => (await sender.get(there, path)).text.includes('up to 10 files'), there.output, withinMs)
    await Promise.all(
      Array.from({ length: 14 }, (_, i) =>
        sender.upload(webs[i % 2]!, path, { field: 'passport', bytes: aPdf(1_000 + i), name: `${i}.pdf` }),
      ),
    )
    expect(await DocumentModel.countDocuments({ application: draft._id })).toBe(10)

    const program = traveller({ from: '203.0.113.8' })
    const answers: Answer[] = []
    for (let i = 0; i < requestsAMinute + 4; i += 1) answers.push(await program.get(webs[i % 2]!, '/api/v1/incentives'))
    const statuses = answers.map(({ status }) => status)
    expect(statuses).toEqual([...Array(requestsAMinute).fill(200), ...Array(4).fill(429)])
    expect(answers.map(({ headers }) => headers['ratelimit-remaining']).slice(0, 3)).toEqual(['11', '10', '9'])
  }, 60_000)

  // Long form, with successors: npm run fault -- many-processes
  it('lose no acknowledged change and carry out each effect once when one of each is killed under load', async () => {
    const kills = ['web', 'worker'] as const
    const came = await killUnderLoad({ site, webs, workers, kills, seed: 20_261_128, successors: false })
    expect(came.wrong).toEqual([])
    expect(came.acknowledged).toBeGreaterThan(20)
    expect([webs.length, workers.length]).toEqual([1, 1])
  }, 180_000)

  // Long form, with another process that takes the requests: npm run fault -- drain
  it('end no request on an open connection with an error when they shut down', async () => {
    const last = webs[0]!
    const read = () => last.output().split('"path":"/en"').length - 1
    const readBefore = read()
    let told = false
    const ended = await keepAliveLoad({
      ports: () => [last.port],
      connections: 25,
      requests: 500,
      path: '/en',
      pauseMs: 200,
      answered: count => {
        if (told || count < 150) return
        told = true
        last.process.kill('SIGTERM')
      },
    })
    expect(ended.errors).toEqual([])
    expect(ended.closing).toBeGreaterThan(20)
    expect(ended.turnedAway + ended.reset, 'over new connections').toBe(25)
    expect(await last.exited).toEqual({ code: 0, signal: null })
    // A client that connects while the listener closes is reset by the system. No request that the site has read is.
    expect(read() - readBefore).toBe(ended.answered)
  }, 60_000)
})

const anEnquiry = (email: string) => ({
  name: 'Ольга Ли',
  email,
  phone: '',
  messenger: '',
  preferredLanguage: 'ru',
  topic: 'premises',
  premisesCode: code,
  message: 'Есть ли вода?',
  website: '',
  opened: String(Date.now() - 60_000),
})
