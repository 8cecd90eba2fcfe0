import { once } from 'node:events'
import { createServer, request, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import mongoose from 'mongoose'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { SessionModel } from '#models/accounts/session.ts'
import { anApplicant, testPassword } from '../factories/account.ts'
import { killedAfter, onSlowDisk } from '../support/processes/interruptions.ts'
import { useSite } from '../support/site.ts'

const credentials = (email: string) => ({ email, password: testPassword })

describe('sessions', () => {
  const site = useSite()
  afterEach(() => vi.useRealTimers())

  it('continue after the site has lost its database and reconnected', async () => {
    const account = await anApplicant()
    const person = await site.as(account)
    const { name: dbName } = mongoose.connection
    const [socket] = mongoose.connection.getClient().options.hosts
    await mongoose.disconnect()
    // Longer than the revision of the published wording is cached.
    vi.useFakeTimers({ toFake: ['performance'] }).advanceTimersByTime(60_000)
    await person.get('/en/account').expect(503)
    await site.visit.get('/en/sign-in').expect(200)
    await site.visit.post('/en/sign-in').type('form').send(credentials(account.email)).expect(503)

    await mongoose.connect(`mongodb://${encodeURIComponent(String(socket))}`, { dbName, bufferCommands: false })
    await person.get('/en/account').expect(200)
    await site.as(account)
  })

  it('survive a sign-out that fails: the browser keeps its cookie and can try again', async () => {
    const account = await anApplicant()
    const person = await site.as(account)
    expect(await killedAfter(0, () => person.post('/en/sign-out').expect(500))).toBe('killed')
    await person.get('/en/account').expect(200)
    await person.post('/en/sign-out').expect(303)
    await person.get('/en/account').expect(303)
    expect(await SessionModel.countDocuments({ 'session.accountId': account.id })).toBe(0)
  })
})

describe('a session', () => {
  const site = useSite()

  it('is written once to store a notice, once when the notice is shown, and not again', async () => {
    const person = await site.as(await anApplicant())
    const settings = { name: 'Анна Иванова', phone: '', locale: 'en' }
    let writes = 0
    const count = ({ commandName, command }: mongoose.mongo.CommandStartedEvent) => {
      if (command[commandName] === SessionModel.collection.collectionName && commandName === 'update') writes += 1
    }
    const writesOf = async (act: () => PromiseLike<unknown>) => {
      writes = 0
      await act()
      return writes
    }
    const client = mongoose.connection.getClient().on('commandStarted', count)
    try {
      const written = [
        await writesOf(() => person.post('/en/account').type('form').send(settings).expect(303)),
        await writesOf(() => person.get('/en/account').expect(200)),
        await writesOf(() => person.get('/en/account').expect(200)),
      ]
      expect(written).toEqual([1, 1, 0])
    } finally {
      client.off('commandStarted', count)
    }
  })
})

describe('a browser that follows a redirect as soon as it has read the head of the response', () => {
  const site = useSite()

  it('is signed in on the next page', async () => {
    const { email } = await anApplicant()
    const server = createServer(site.app).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const send = async (
      method: string,
      path: string,
      { headers = {}, body = '' }: { headers?: object; body?: string },
    ) => {
      const asked = request({ port, method, path, headers: { 'Sec-Fetch-Site': 'same-origin', ...headers } }).end(body)
      const [answer] = (await once(asked, 'response')) as [IncomingMessage]
      return answer
    }
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const body = new URLSearchParams(credentials(email)).toString()
    const statuses = new Set<number | undefined>()
    const arrive = async () => {
      const signedIn = await send('POST', '/en/sign-in', { headers: form, body })
      const [cookie = ''] = (signedIn.headers['set-cookie'] ?? []).map(line => line.split(';', 1)[0] ?? '')
      const arrived = await send('GET', '/en/account', { headers: { Cookie: cookie } })
      statuses.add(arrived.statusCode)
      signedIn.resume()
      arrived.resume()
    }
    for (let i = 0; i < 25; i += 1) await arrive()
    await onSlowDisk(arrive)
    server.closeAllConnections()
    server.close()
    expect([...statuses]).toEqual([200])
  })
})

describe('the session cookie over HTTPS (HD2)', () => {
  const site = useSite({ env: { PUBLIC_URL: 'https://street.test' } })

  it('is bound to the host, secure, and not readable by scripts', async () => {
    const { email } = await anApplicant()
    const secure = { 'X-Forwarded-Proto': 'https' }
    const signedIn = await site.visit.post('/en/sign-in').set(secure).type('form').send(credentials(email)).expect(303)
    const cookie = String(signedIn.headers['set-cookie'])
    for (const part of ['__Host-session=', 'Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax'])
      expect(cookie).toContain(part)
    expect(cookie).not.toContain('Domain')

    const [pair = ''] = cookie.split(';')
    const left = await site.visit
      .post('/en/sign-out')
      .set({ ...secure, Cookie: pair })
      .expect(303)
    expect(String(left.headers['set-cookie'])).toMatch(/^__Host-session=; .*Secure/)
    await site.visit
      .get('/en/account')
      .set({ ...secure, Cookie: pair })
      .expect(303)
  })
})
