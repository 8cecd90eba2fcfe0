import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { demonstrationPassword } from '../server/features/accounts/demonstration.ts'
import { callsOf, type ApiDocument, type Call } from './api-calls.ts'
import { startPrism, violationsIn } from './prism.ts'
import { startSite } from './processes.ts'
import { fromThePages, signIn } from './signing-in.ts'

/**
 * Sends generated calls of both APIs through prism, which checks each request and response against the document that the
 * site serves, and prints every violation. `npm run check-api` starts a demonstration of its own; `npm run check-api --
 * https://street.example <access token>` checks a running site, the office's part only with a token. `CALLS` is the number
 * of calls (1,000); `SEED` repeats a run. Exits with 1 if anything was found. Needs the npm registry once.
 */
const [address, ownToken] = process.argv.slice(2)
const count = Number(process.env.CALLS ?? 1_000)
const seed = Number(process.env.SEED ?? Date.now() % 100_000)
const atOnce = 4
const shown = 40

const folder = mkdtempSync(path.join(tmpdir(), 'startup-street-api-'))
process.env.API_REQUESTS_PER_MINUTE = '1000000'
process.env.STAFF_API_REQUESTS_PER_MINUTE = '1000000'
const own = address ? null : await startSite({ folder, port: 3998 })
try {
  const site = address ?? own?.url ?? ''
  const token = own ? await makeToken(own.url) : ownToken
  const found = await check(site, '/api/v1/openapi.json', { calls: Math.ceil(count * (token ? 0.7 : 1)) })
  if (token) found.push(...(await check(site, '/api/v1/staff/openapi.json', { calls: Math.floor(count * 0.3), token })))
  for (const line of found.slice(0, shown)) console.log(line)
  if (found.length > shown) console.log(`and ${String(found.length - shown)} more`)
  console.log(`${String(found.length)} faults in ${String(count)} calls (SEED=${String(seed)})`)
  if (found.length > 0) process.exitCode = 1
} finally {
  await own?.stop()
  rmSync(folder, { recursive: true, force: true })
}

type Asked = { calls: number; token?: string }

/** Returns a line for each violation. */
async function check(site: string, at: string, { calls, token }: Asked): Promise<string[]> {
  const document = (await (await fetch(site + at)).json()) as ApiDocument
  const file = path.join(folder, 'openapi.json')
  writeFileSync(file, JSON.stringify(document))
  const list = (await (await fetch(`${site}/api/v1/premises?limit=100`)).json()) as { items: { code: string }[] }
  const made = fc.sample(callsOf(document, { codes: list.items.map(({ code }) => code) }), { numRuns: calls, seed })
  const proxy = await startPrism(file, site)
  const found: string[] = []
  const answers = new Map<string, number>()
  try {
    const left = made.values()
    const goOn = async () => {
      for (const call of left) {
        const { status, faults } = await send(proxy.url, call, token)
        const what = `${call.operation} ${String(status)}`
        answers.set(what, (answers.get(what) ?? 0) + 1)
        found.push(...faults.map(fault => `${call.method} ${call.address} ${String(status)}: ${fault}`))
      }
    }
    await Promise.all(Array.from({ length: atOnce }, goOn))
  } finally {
    await proxy.stop()
  }
  console.log(
    [...answers]
      .toSorted()
      .map(([what, times]) => `${what}: ${String(times)}`)
      .join(', '),
  )
  return found
}

async function send(proxy: string, call: Call, token?: string): Promise<{ status: number; faults: string[] }> {
  const answer = await fetch(proxy + call.address, {
    method: call.method,
    headers: {
      ...call.headers,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(call.body ? { 'content-type': 'application/json' } : {}),
    },
    ...(call.body ? { body: JSON.stringify(call.body) } : {}),
  })
  await answer.arrayBuffer()
  const told = violationsIn(answer)
    // A deliberate violation is one of the request; the response must still follow the document.
    .filter(({ location: [side] }) => !(call.odd && side === 'request'))
    .map(({ location, message }) => `${location.join('.')} ${message}`)
  const missed = answer.status >= 500 ? ['the site, or prism, failed'] : []
  const refused = !call.odd && answer.status === 400 ? ['refused although it is as the document says'] : []
  return { status: answer.status, faults: [...told, ...missed, ...refused] }
}

/** Creates an access token as the demonstration's listing manager, on the page for it. */
async function makeToken(site: string): Promise<string> {
  const cookie = await signIn({ url: site }, 'listing-manager')
  const body = new URLSearchParams({ name: 'check-api', days: '30', current: demonstrationPassword })
  for (const scope of ['premises:read', 'premises:write']) body.append('scopes', scope)
  const page = await fetch(`${site}/en/staff/tokens`, { method: 'POST', body, headers: { ...fromThePages, cookie } })
  const secret = /data-test="secret">([^<]+)</.exec(await page.text())?.[1]
  if (!secret) throw new Error(`making a token answered ${String(page.status)}`)
  return secret
}
