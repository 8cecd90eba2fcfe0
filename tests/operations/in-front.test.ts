import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { connect as connectHttp2, type IncomingHttpHeaders } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { connect as connectTls } from 'node:tls'
import { brotliDecompressSync } from 'node:zlib'
import supertest from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PremisesModel } from '#models/premises/premises.ts'
import { changeCatalogue } from '#features/premises/catalogue.ts'
import { aColleague, anApplicant, testPassword, type TestAccount } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { hasNginx, selfSigned, testNginx } from '../support/processes/nginx.ts'
import { freePort, statusOf, until } from '../support/processes/processes.ts'
import { addressOf, someAtOnce } from '../support/routes/route-walk.ts'
import { routesOf } from '../support/routes/routes.ts'
import { useSite } from '../support/site.ts'

type Nginx = Awaited<ReturnType<typeof testNginx>>

/** A cache that stores everything, whatever the site says: a configuration error. */
const deaf = (settings: string): string =>
  settings
    .replace(/proxy_cache_bypass .*;/, '')
    .replace(/proxy_no_cache .*;/, 'proxy_cache_valid any 10m;')
    .replace(/proxy_cache_revalidate .*;/, 'proxy_ignore_headers Cache-Control Expires X-Accel-Expires Set-Cookie;')

/** Removes the ids of requests, which differ. */
const nameless = (text: string): string => text.replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, '')

describe.runIf(hasNginx())('the site behind the nginx configuration that we ship', () => {
  const site = useSite({ env: { PUBLIC_URL: 'https://127.0.0.1', TRUST_PROXY: '1' } })
  let server: Server
  let nginx: Nginx
  beforeAll(async () => {
    server = createServer(site.app).listen(0, '127.0.0.1')
    await once(server, 'listening')
    nginx = await testNginx((server.address() as AddressInfo).port)
  })
  afterAll(async () => {
    await nginx.stop()
    server.close()
  })

  const through = ({ origin }: Nginx) =>
    supertest.agent(origin).disableTLSCerts().set('Sec-Fetch-Site', 'same-origin').set('Accept-Encoding', 'identity')
  async function signedIn(at: Nginx, { email }: TestAccount) {
    const person = through(at)
    await person.post('/en/sign-in').type('form').send({ email, password: testPassword }).expect(303)
    return person
  }

  it('caches a public page, and shows a change within a second', async () => {
    const { code } = await aPremises({ title: { en: 'First' } })
    const visitor = through(nginx)
    const look = async () => {
      const { text, headers } = await visitor.get(`/en/premises/${code}`).expect(200)
      return { cache: headers['x-cache'] as string, title: /<h1[^>]*>([^<]*)/.exec(text)?.[1]?.trim() }
    }
    // At any position within a second, one of these requests finds what another has left in the cache.
    const seen = new Set<string>()
    for (let asked = 0; asked < 400 && !seen.has('HIT'); asked += 1) seen.add((await look()).cache)
    expect(seen).toContain('HIT')

    await changeCatalogue(revision => PremisesModel.updateOne({ code }, { $set: { 'title.en': 'Second', revision } }))
    const changed = performance.now()
    while (performance.now() - changed < 1_000) await look()
    expect((await look()).title).toBe('Second')
  })

  it('neither caches pages for a visitor with a cookie nor shows them cached ones', async () => {
    await aPremises()
    const person = await signedIn(nginx, await anApplicant({ name: 'Olga Petrova' }))
    for (const _time of [1, 2]) {
      const mine = await person.get('/en/premises').expect(200)
      expect(mine.text).toContain('Olga Petrova')
      expect(mine.headers['x-cache']).toBe('BYPASS')
    }
    expect((await through(nginx).get('/en/premises').expect(200)).text).not.toContain('Olga Petrova')
  })

  it.each(['applicant', 'administrator'] as const)(
    'shows strangers no page of an %s, even when the cache stores what it must not',
    async role => {
      const keepsAll = await testNginx((server.address() as AddressInfo).port, deaf)
      const account = role === 'applicant' ? await anApplicant() : await aColleague(role)
      const person = await signedIn(keepsAll, account)
      // The database was emptied without the site's knowledge: within a second it forgets the data of the previous test.
      const forgotten = async () => (await site.visit.get('/api/v1/premises')).text.includes('"total":0')
      await until(forgotten, () => 'premises of the test before are still there')
      const addresses = routesOf(site.app)
        .filter(({ method, path }) => method === 'get' && !path.includes(':') && !/sign-out|metrics|\.pdf$/.test(path))
        .map(({ path }) => addressOf(path, String))
      await someAtOnce(new Set(addresses), async address => {
        const own = await person.get(address)
        const stranger = await through(keepsAll).get(address)
        const direct = await site.visit.get(address).set('X-Forwarded-Proto', 'https')
        expect(stranger.status, address).toBe(direct.status)
        // A cached response to somebody else is allowed only if the page is the same for everybody.
        if (stranger.headers['x-cache'] === 'HIT') expect(nameless(own.text), address).toBe(nameless(direct.text))
      })
      await keepsAll.stop()
    },
    60_000,
  )

  it('serves HTTP/2, passes Brotli through, and caches public files', async () => {
    const page = await http2(nginx, '/en')
    expect(page.headers[':status']).toBe(200)
    expect(page.headers['content-encoding']).toBe('br')
    expect(brotliDecompressSync(page.body).toString()).toContain('</html>')
    await http2(nginx, '/favicon.svg')
    expect((await http2(nginx, '/favicon.svg')).headers['x-cache']).toBe('HIT')
  })

  it('overwrites the address that a visitor claims, and does not expose the metrics', async () => {
    await through(nginx).get('/metrics').expect(404)
    // Twice as many as a minute allows, because a new minute may begin meanwhile.
    const limited = await Promise.all(
      Array.from({ length: 250 }, (_none, i) =>
        through(nginx).get('/api/v1/premises').set('X-Forwarded-For', `203.0.113.${i}`),
      ),
    )
    expect(limited.some(({ status }) => status === 429)).toBe(true)
  })

  it('serves certbot’s challenges over HTTP, and redirects everything else to HTTPS', async () => {
    const proof = path.join(nginx.challenges, '.well-known/acme-challenge/a-token')
    mkdirSync(path.dirname(proof), { recursive: true })
    writeFileSync(proof, 'a-token.and-a-key')
    for (const origin of nginx.plain) {
      const shown = await fetch(`${origin}/.well-known/acme-challenge/a-token`, { redirect: 'manual' })
      expect([shown.status, await shown.text()]).toEqual([200, 'a-token.and-a-key'])
      expect(await statusOf(`${origin}/.well-known/acme-challenge/another`)).toBe(404)
      const page = await fetch(`${origin}/ru/premises?use=retail`, { redirect: 'manual' })
      expect(page.status).toBe(301)
      expect(page.headers.get('location')).toMatch(/^https:\/\/[^/]+\/ru\/premises\?use=retail$/)
    }
  })

  it('finds a container again whose address has changed, as in compose.yaml', async () => {
    const names = createSocket('udp4')
    const sites = new Map<string, Server>()
    const port = await freePort()
    let address = '127.0.0.2'
    names.on('message', (question, { port: from }) => names.send(answerTo(question, address), from, '127.0.0.1'))
    names.bind(0, '127.0.0.1')
    await once(names, 'listening')
    const startAt = async (host: string) => {
      sites.set(host, createServer((_request, answer) => answer.end(host)).listen(port, host))
      await once(sites.get(host)!, 'listening')
    }
    await startAt('127.0.0.2')
    const inContainer = readFileSync('deploy/docker/nginx-site.conf', 'utf8')
      .replace('127.0.0.11', `127.0.0.1:${names.address().port}`)
      .replace('site:3000', `site:${port}`)
    const containers = await testNginx(1, settings => settings.replace(/include .*startup-street\.d.*;/, inContainer))
    try {
      const asked = async () => (await through(containers).get('/ru')).text
      expect(await asked()).toBe('127.0.0.2')
      sites.get('127.0.0.2')?.close()
      sites.get('127.0.0.2')?.closeAllConnections()
      expect((await through(containers).get('/ru')).status).toBe(503)
      address = '127.0.0.3'
      await startAt(address)
      await until(
        async () => (await asked()) === address,
        () => 'nginx to ask the site at its new address',
      )
    } finally {
      await containers.stop()
      for (const site of sites.values()) site.close()
      names.close()
    }
  })

  it.each([
    ['on a machine', '/etc/ssl/startup-street/', 'systemctl reload nginx'],
    ['with containers', '/srv/startup-street/tls/', 'docker exec startup-street-nginx-1 nginx -s reload'],
  ])('serves a renewed certificate after certbot’s deploy hook has run %s', async (_, folder, reload) => {
    const lines = [...readFileSync('docs/operations/in-front.md', 'utf8').matchAll(/--deploy-hook '([^']+)'/g)]
    const hook = lines.map(([, line = '']) => line).find(line => line.includes(folder)) ?? ''
    expect(hook).toContain(reload)
    // certbot keeps links in `live` that lead to the files in `archive`.
    const kept = mkdtempSync(path.join(tmpdir(), 'startup-street-certbot-'))
    selfSigned(path.join(kept, 'archive'))
    mkdirSync(path.join(kept, 'live'))
    for (const name of ['fullchain.pem', 'privkey.pem'])
      symlinkSync(`../archive/${name}`, path.join(kept, 'live', name))
    const renewed = new X509Certificate(readFileSync(path.join(kept, 'archive/fullchain.pem'))).fingerprint256
    try {
      expect(await shownCertificate(nginx)).not.toBe(renewed)
      execFileSync('sh', ['-c', hook.replace(folder, `${nginx.certificates}/`).replace(reload, nginx.reload)], {
        env: { ...process.env, RENEWED_LINEAGE: path.join(kept, 'live') },
      })
      await until(
        async () => (await shownCertificate(nginx)) === renewed,
        () => 'nginx to show the renewed certificate',
      )
      expect(statSync(path.join(nginx.certificates, 'privkey.pem')).mode & 0o077).toBe(0)
    } finally {
      rmSync(kept, { recursive: true, force: true })
    }
  })

  describe('while the site does not answer', () => {
    let nowhere: Nginx
    beforeAll(async () => void (nowhere = await testNginx(1)))
    afterAll(() => nowhere.stop())

    it('nginx shows in three languages that the site is restarting, and reloads the page automatically', async () => {
      const answer = await through(nowhere).get('/ru/premises').expect(503)
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'retry-after': '10' })
      expect(answer.type).toBe('text/html')
      for (const word of ['перезапускается', 'restarting', '重新启动']) expect(answer.text).toContain(word)
      expect(answer.text).toContain('http-equiv="refresh"')
    })

    it('nginx does not reload the page after a form was sent, and asks the visitor to go back and send it again', async () => {
      const answer = await through(nowhere).post('/en/premises/ask').type('form').send({ text: 'x' }).expect(503)
      expect(answer.text).not.toContain('refresh')
      for (const words of ['Вернитесь', 'Go back', '请返回']) expect(answer.text).toContain(words)
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'retry-after': '10' })
    })

    it.each([
      ['/api/v1/premises', '*/*'],
      ['/en/premises', 'application/json'],
    ])('nginx answers programs in JSON: %s, %s', async (address, accept) => {
      const answer = await through(nowhere).get(address).set('Accept', accept).expect(503)
      expect(answer.type).toBe('application/problem+json')
      expect(JSON.parse(answer.text)).toMatchObject({ status: 503, title: 'Unavailable' })
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'retry-after': '10' })
      const sent = await through(nowhere).post(address).set('Accept', accept).send({}).expect(503)
      expect(sent.type).toBe('application/problem+json')
    })
  })
})

/** Returns the fingerprint of the certificate that visitors get. */
async function shownCertificate({ port }: Nginx): Promise<string> {
  const line = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false })
  await once(line, 'secureConnect')
  const { fingerprint256 } = line.getPeerCertificate()
  line.destroy()
  return fingerprint256
}

/** Answers a question for the address of a name (DNS over UDP), not to be kept. */
function answerTo(question: Buffer, address: string): Buffer {
  const id = question.subarray(0, 2)
  const endOfName = question.indexOf(0, 12) + 5
  const head = Buffer.from([0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0])
  const answer = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...address.split('.').map(Number)])
  return Buffer.concat([id, head, question.subarray(12, endOfName), answer])
}

/** Makes an HTTP/2 request that accepts Brotli. */
async function http2({ origin }: Nginx, path: string): Promise<{ headers: IncomingHttpHeaders; body: Buffer }> {
  const session = connectHttp2(origin, { rejectUnauthorized: false })
  try {
    const stream = session.request({ ':path': path, 'accept-encoding': 'gzip, deflate, br' })
    const [headers] = (await once(stream, 'response')) as [IncomingHttpHeaders]
    return { headers, body: Buffer.concat(await stream.toArray()) }
  } finally {
    session.close()
  }
}
