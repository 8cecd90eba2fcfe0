// Checks the pages of the demonstration with axe, IBM's engine and Siteimprove's Alfa, in each state that is found and as
// they come back with errors, in three languages and two widths, and writes the violations into a report. All parts together
// take an hour on two idle cores.
// Usage: npm run access-matrix -- [report.md] [later] [part/parts | preferences | failed].
// `preferences` opens a page of each template with system preferences (forced colours, zoom, reduced motion), and walks
// through it by keyboard.
// `later`, with a report of its own, covers what takes years or only a moment: tenancies in every state, the second step,
// texts that wait.
// The site and the results so far stay in report.md.run: a repeated command continues where it was interrupted, and `failed`
// checks again what failed. Without that folder it starts from the beginning.
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import webpush from 'web-push'
import { alfaBeside } from './access/alfa-beside.ts'
import { findPages, unlikeBefore, type FoundPage } from './access/found-pages.ts'
import { findLaterPages, laterCookiesOf, lead, type Later, type LaterReader } from './access/later/pages.ts'
import { storeLaterStates } from './access/later/stored.ts'
import { journalIn } from './access/matrix/journal.ts'
import { judgePreferences } from './access/matrix/preferences.ts'
import { reportOf } from './access/matrix/report.ts'
import { judgeStates } from './access/matrix/states.ts'
import { isAskedFor, visitsOf, type Visit } from './access/matrix/visits.ts'
import { prepare } from './access/prepared.ts'
import { readers, takeOn } from './access/readers.ts'
import { launchChromium } from '../browser/support/chromium.ts'
import { setup as buildProcesses } from '../support/processes/built-processes.ts'
import { freePort, run, statusOf, until } from '../support/processes/processes.ts'

const [report = 'access-matrix.md', ...about] = process.argv.slice(2)
const share = about.find(word => word !== 'later') ?? '1/1'
const folder = path.resolve(`${report}.run`)
await mkdir(`${folder}/site`, { recursive: true })
const journal = journalIn(folder)
/** Pages that could not be checked, and why. */
const unable = new Map<string, string>()

await buildProcesses()
const url = `http://127.0.0.1:${await freePort()}`
const { publicKey, privateKey } = webpush.generateVAPIDKeys()
const startSite = () =>
  run('server/bin/web.ts', {
    env: {
      PORT: new URL(url).port,
      HOST: '127.0.0.1',
      PUBLIC_URL: url,
      DATA_DIR: `${folder}/site`,
      NODE_ENV: 'test',
      DEMO: 'on',
      MONGODB_URI: `mongodb_embedded://${folder}/site/db`,
      LOG_LEVEL: 'error',
      // Without keys the site has no pages about push messages.
      VAPID_PUBLIC_KEY: publicKey,
      VAPID_PRIVATE_KEY: privateKey,
      VAPID_SUBJECT: 'mailto:web@street.test',
    },
  })
const laterFile = path.join(folder, 'later.json')
let later: Later | null = existsSync(laterFile) ? (JSON.parse(await readFile(laterFile, 'utf8')) as Later) : null
const stored = about.includes('later') && !later ? await storeLater() : null
const site = startSite()
const lanes: Lane[] = await Promise.all(Array.from({ length: 2 }, openLane))
try {
  await isReady(site)
  if (stored) await writeFile(laterFile, JSON.stringify((later = await findLaterPages(url, stored))))
  const visits = visitsOf(later?.pages ?? (await pagesFound()), { later: later !== null })
  await judge(visits.filter(visit => isAskedFor(visit, share, journal.judged.get(visit.name))))
  const of = visits.filter(({ name }) => journal.judged.has(name)).length
  await writeFile(report, reportOf(journal.judged, { asked: of, of: visits.length, unable }))
} finally {
  await Promise.all(lanes.flatMap(({ browser, alfa }) => [browser.close(), alfa.end()]))
  site.process.kill('SIGINT')
  await site.exited
}
const hasFailed = [...journal.judged.values()].flat().some(({ failures }) => failures.length > 0)
process.exitCode = hasFailed || unable.size > 0 ? 1 : 0

/** Waits for the site. The first start fills the demonstration, which takes long on a busy machine. */
async function isReady({ output }: ReturnType<typeof startSite>): Promise<void> {
  await until(async () => (await statusOf(`${url}/readyz`)) === 200, output, 180_000)
}

/** Adds data to a filled demonstration whose site is stopped. */
async function storeLater() {
  const first = startSite()
  try {
    await isReady(first)
  } finally {
    first.process.kill('SIGINT')
    await first.exited
  }
  return storeLaterStates(`${folder}/site`)
}

/** Finds the pages once for all parts: a site that has been checked has received forms and shows other pages. */
async function pagesFound(): Promise<FoundPage[]> {
  const file = path.join(folder, 'pages.json')
  if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as FoundPage[]
  const entries = await prepare(url)
  const found: FoundPage[] = []
  for (const reader of readers) found.push(...(await findPages(url, reader, { asked: 30, kept: 6, entries })))
  const pages = unlikeBefore(found)
  console.log(`${found.length} pages, ${pages.length} of them unlike the others`)
  await writeFile(file, JSON.stringify(pages))
  return pages
}

type Lane = Awaited<ReturnType<typeof openLane>> & { reader?: LaterReader }

/** Opens a browser with one page, always in the foreground and so never throttled, and an Alfa beside it. */
async function openLane() {
  const browser = await launchChromium()
  const context = await browser.newContext({
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    deviceScaleFactor: share === 'preferences' ? 2 : 1,
  })
  return { browser, page: await context.newPage(), alfa: alfaBeside() }
}

/** Each lane takes the next visit that is left. */
async function judge(visits: Visit[]): Promise<void> {
  const next = visits.entries()
  await Promise.all(lanes.map(lane => judgeIn(lane, next, visits.length)))
}

/** Alfa checks a page while the next one is opened. */
async function judgeIn(lane: Lane, next: ArrayIterator<[number, Visit]>, of: number): Promise<void> {
  let before: Promise<void> = Promise.resolve()
  for (const [number, visit] of next) {
    const { noted } = await judgeVisit(lane, visit)
    await before
    before = noted
    if (number % 50 === 0) console.log(`${number} of ${of}`)
  }
  await before
}

/** Checks a visit. One that cannot be checked is reported, and retried when the command is repeated. */
async function judgeVisit(lane: Lane, visit: Visit): Promise<{ noted: Promise<void> }> {
  const { page, alfa } = lane
  const { name, part, reader, width, address, typed } = visit
  const notJudged = (error: unknown) => {
    unable.set(name, String(error).replace(/\n[^]*/, ''))
    console.log(`${name} could not be judged: ${String(error)}`)
  }
  try {
    if (lane.reader !== reader) await takeOn(page, await laterCookiesOf(url, reader, later), url)
    lane.reader = reader
    await page.setViewportSize({ width, height: 900 })
    await lead(page, `${url}${address}`, typed)
    const { held } = await (part === 'preferences' ? judgePreferences(page) : judgeStates(page, alfa.judged))
    return { noted: held.then(found => journal.note({ page: name, held: found })).catch(notJudged) }
  } catch (error) {
    notJudged(error)
    return { noted: Promise.resolve() }
  }
}
