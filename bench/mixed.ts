import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import sharp from 'sharp'
import { aPdf } from '../tests/support/upload-site.ts'
import { sendersIn, signIn as signInSender } from '../tests/support/processes/upload-storm.ts'
import { fillQueue } from './fill-queue.ts'
import { line } from './lines.ts'
import { quantile, untilAtRest } from './measuring.ts'
import { processorMs, residentMb, seed, startSite } from './processes.ts'
import { commonestSearches, plainSearch, variedSearches } from './searches.ts'
import { fromThePages, signIn } from './signing-in.ts'

/**
 * Simulates visitors, applicants and officers at once: of a hundred visits 90 are of the public pages, 9 of applicants who
 * save answers and send files, and 1 of officers who read, write notes and send photos. First as many as the machine can
 * serve, then half of that for some minutes, at an even pace that does not wait for responses.
 * `npm run bench-mixed`, or with another number of minutes than 10.
 */
const [minutes = 10, bearingSeconds = 30] = process.argv.slice(2).map(Number)
const premises = 2_000
const applications = 2_000
const applicants = 40
const clients = 16
const folder = mkdtempSync(path.join(tmpdir(), 'startup-street-mixed-'))
const place = { folder, port: 4798 }
const agent = new Agent({ keepAlive: true, maxSockets: 64 })

await seed(place, premises)
await fillQueue(folder, applications)
const senders = await sendersIn(folder, applicants * 10)
const site = await startSite(place)

/** Milliseconds from the moment a request was due until its response was complete, and the errors. */
type Passed = { times: number[]; errors: string[] }
type Answer = { status: number; body: string }
type Asked = { method?: string; headers?: Record<string, string>; body?: Buffer | string }
const typed = { 'content-type': 'application/x-www-form-urlencoded' }
/** One task of a person: some requests, each made through `ask`. */
type Visit = (ask: (path: string, asked?: Asked) => Promise<Answer>) => Promise<void>

const visits = await visitsOfAll()
const most = await bear()
line('visits a second that the machine bears, all clients at once', most.perSecond.toFixed(0))
line('  of which the load itself takes', share(most.load))
const passed = await keepPace(most.perSecond / 2)
line(`visits a second for ${minutes} min`, (most.perSecond / 2).toFixed(0))
line('  of the processor time: site / load', `${share(passed.site)} / ${share(passed.load)}`)
line('requests', String(passed.times.length))
line('  p50', `${quantile(passed.times, 0.5).toFixed(0)} ms`)
line('  p99', `${quantile(passed.times, 0.99).toFixed(0)} ms`, 'wanted: < 500 ms')
line('  in error', String(passed.errors.length), 'wanted: 0')
for (const error of new Set(passed.errors.slice(0, 20))) console.log(`    ${error}`)
line('memory at the beginning and at the end', `${passed.before} / ${passed.after} MB`, 'wanted: within 5 %')
for (const [name, first, last] of passed.parts) line(`  of that ${name}, from first to last`, `${first} / ${last} MB`)
await site.stop()
agent.destroy()
rmSync(folder, { recursive: true, force: true })
if (passed.errors.length > 0) process.exitCode = 1

/**
 * Returns what the process reports about its own memory; the rest is used by the database engine and by picture processing.
 */
async function partsOfMemory(): Promise<(readonly [string, number])[]> {
  const metrics = await fetch(`${site.url}/metrics`).then(response => response.text())
  return ['heap_size_total', 'heap_size_used', 'external_memory'].map(name => {
    const bytes = Number(new RegExp(`^nodejs_${name}_bytes (\\d+)`, 'm').exec(metrics)?.[1] ?? 0)
    return [name.replaceAll('_', ' '), Math.round(bytes / 1_000_000)] as const
  })
}

function share(part: number): string {
  return `${Math.round(part * 100)} %`
}

function anyOf<T>(all: readonly T[]): T {
  return all[Math.floor(Math.random() * all.length)]!
}

async function visitsOfAll(): Promise<{ of: number; visit: Visit }[]> {
  const founders: { cookie: string; at: string }[] = []
  for (const { email, application } of senders)
    founders.push({ cookie: await signInSender(site.url, email), at: `/en/applications/${application}` })
  const reviewer = { cookie: await signIn(site), ...fromThePages }
  const manager = { cookie: await signIn(site, 'listing-manager'), ...fromThePages }
  const pages = await fetch(`${site.url}/api/v1/premises?limit=100`).then(response => response.json())
  const codes = (pages as { items: { code: string }[] }).items.map(({ code }) => code)
  const desk = await fetch(`${site.url}/zh/staff/applications`, { headers: reviewer }).then(answer => answer.text())
  const cases = [...new Set(desk.match(/\/zh\/staff\/applications\/[0-9a-f]{24}/g))]
  const noise = {
    create: {
      width: 1200,
      height: 800,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  } as const
  const photo = await sharp(noise).jpeg().toBuffer()
  return [
    { of: 90, visit: visitor(codes) },
    { of: 9, visit: founder(founders) },
    { of: 0.5, visit: officer(reviewer, cases) },
    { of: 0.5, visit: photographer(manager, codes, photo) },
  ]
}

function visitor(codes: readonly string[]): Visit {
  const searches = Object.values(commonestSearches).map(query => `${plainSearch}?${encodeURI(query)}`)
  const fixed = ['/ru', '/en', '/zh', '/ru/plan', '/ru/incentives', '/en/calculator', '/zh/premises', '/ru/contact']
  return async ask => {
    const kinds = [searches, variedSearches, fixed, codes.map(code => `/${anyOf(['ru', 'en', 'zh'])}/premises/${code}`)]
    await ask(anyOf(anyOf(kinds)))
  }
}

function founder(all: readonly { cookie: string; at: string }[]): Visit {
  return async ask => {
    const { cookie, at } = anyOf(all)
    const headers = { cookie, ...fromThePages }
    const turn = Math.random()
    if (turn < 0.4) await ask(at, { headers })
    else if (turn < 0.6) await ask(`${at}/plan`, { headers })
    else if (turn < 0.8) {
      const body = new URLSearchParams({
        autosave: 'yes',
        activity: `Чай и пирожки, ${randomBytes(4).toString('hex')}`,
      })
      await ask(`${at}/plan`, { method: 'POST', headers: { ...headers, ...typed }, body: body.toString() })
    } else {
      const file = Buffer.concat([aPdf(100_000 - 16), randomBytes(16)])
      await ask(`${at}/documents`, { method: 'POST', ...sent(headers, 'passport', 'passport.pdf', file) })
      const { body } = await ask(`${at}/documents`, { headers })
      const removal = /action="([^"]+\/documents\/[0-9a-f]{24})"/.exec(body)?.[1]
      if (removal) await ask(removal, { method: 'POST', headers: { ...headers, ...typed }, body: '' })
    }
  }
}

function officer(headers: Record<string, string>, cases: readonly string[]): Visit {
  return async ask => {
    await ask('/zh/staff', { headers })
    await ask('/zh/staff/applications', { headers })
    const one = anyOf(cases)
    const post = (at: string, form: Record<string, string>) =>
      ask(`${one}/${at}`, {
        method: 'POST',
        headers: { ...headers, ...typed },
        body: new URLSearchParams(form).toString(),
      })
    const { body } = await ask(one, { headers })
    // An officer without a declaration of interest is asked for it before anything else.
    if (body.includes(`${one}/declaration`)) await post('declaration', { interest: 'none' })
    await post('notes', { internalNote: '电话已核实。' })
  }
}

function photographer(headers: Record<string, string>, codes: readonly string[], photo: Buffer): Visit {
  return async ask => {
    const at = `/zh/staff/premises/${anyOf(codes)}`
    await ask(at, { headers })
    // Bytes after the end of the picture: a premises does not take the same file twice.
    const unlike = Buffer.concat([photo, randomBytes(8)])
    await ask(`${at}/photos`, { method: 'POST', ...sent(headers, 'photos', 'photo.jpg', unlike) })
    const { body } = await ask(at, { headers })
    const removal = /action="([^"]+\/photos\/[^/"]+\/remove)"/.exec(body)?.[1]
    if (removal) await ask(removal, { method: 'POST', headers: { ...headers, ...typed }, body: '' })
  }
}

/** Measures the rate at which clients that wait for each response are served. */
async function bear() {
  await Promise.all(Array.from({ length: clients }, () => visitFor(5)))
  await untilAtRest(site)
  const began = spent()
  const counts = await Promise.all(Array.from({ length: clients }, () => visitFor(bearingSeconds)))
  const { seconds, load } = spentSince(began)
  return { perSecond: counts.reduce((sum, count) => sum + count, 0) / seconds, load }
}

async function visitFor(seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1_000
  let count = 0
  for (; performance.now() < until; count += 1) await pay({ times: [], errors: [] }, performance.now())
  return count
}

/** Starts each visit when it is due, whether earlier ones have ended or not; memory is read every five seconds. */
async function keepPace(perSecond: number) {
  const passed: Passed = { times: [], errors: [] }
  const memory: number[] = []
  const watch = setInterval(() => memory.push(residentMb(site.pid)), 5_000)
  const partsAtFirst = await partsOfMemory()
  const began = spent()
  const first = performance.now()
  const running = new Set<Promise<void>>()
  for (let count = 0; count < perSecond * minutes * 60; count += 1) {
    const due = first + (count * 1_000) / perSecond
    const early = due - performance.now()
    if (early > 1) await wait(early)
    const visit = pay(passed, due).finally(() => running.delete(visit))
    running.add(visit)
  }
  await Promise.all(running)
  clearInterval(watch)
  const partsAtLast = await partsOfMemory()
  // What the first sixth fills (pages, cards, compiled code) is no leak.
  const settled = memory.slice(Math.floor(memory.length / 6))
  const tenth = Math.ceil(settled.length / 10)
  const [before, after] = [settled.slice(0, tenth), settled.slice(-tenth)].map(part => quantile(part, 0.5))
  return {
    ...passed,
    ...spentSince(began),
    before,
    after,
    parts: partsAtFirst.map(([name, megabytes], index) => [name, megabytes, partsAtLast[index]?.[1] ?? 0] as const),
  }
}

async function pay(passed: Passed, due: number): Promise<void> {
  let begun = due
  const ask = async (where: string, asked: Asked = {}): Promise<Answer> => {
    const answer = await send(where, asked)
    const now = performance.now()
    passed.times.push(now - begun)
    begun = now
    if (answer.status >= 400) throw new Error(`${asked.method ?? 'GET'} ${where} answered ${answer.status}`)
    return answer
  }
  let left = Math.random() * visits.reduce((sum, { of }) => sum + of, 0)
  const chosen = visits.find(({ of }) => (left -= of) < 0) ?? visits[0]!
  await chosen.visit(ask).catch((error: unknown) => passed.errors.push(String(error)))
}

function send(where: string, { method = 'GET', headers = {}, body }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const sending = request(`${site.url}${where}`, { method, agent, headers: { ...headers, ...length } }, answer => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString() }))
      answer.on('error', reject)
    })
    sending.on('error', reject)
    sending.end(body)
  })
}

function sent(headers: Record<string, string>, field: string, name: string, file: Buffer): Asked {
  const boundary = `boundary-${randomBytes(8).toString('hex')}`
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`
  return {
    headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  }
}

type Spent = { at: number; site: number; load: number }

function spent(): Spent {
  const { user, system } = process.cpuUsage()
  return { at: performance.now(), site: processorMs(site.pid), load: (user + system) / 1_000 }
}

/** `site` and `load` are shares of the processor time of both together. */
function spentSince(before: Spent) {
  const now = spent()
  const own = now.site - before.site
  const load = now.load - before.load
  return { seconds: (now.at - before.at) / 1_000, site: own / (own + load), load: load / (own + load) }
}
