import { once } from 'node:events'
import { Agent, createServer, request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Express } from 'express'
import { testPassword } from '#tests/factories/account.ts'

type Request = { method?: string; type?: string; body?: string }

/** Requests of one browser to the site's own pages, with the cookies that it was given. */
type Browser = {
  /** Sends the address unchanged; returns the status of the answer. */
  ask(address: string, request?: Request): Promise<number>
  signIn(email: string): Promise<void>
}

/**
 * Calls `work` with browsers whose few connections stay open: with supertest, which opens a connection for each request and
 * rewrites each address, thousands of requests take twice as long.
 */
export async function withKeepAlive(app: Express, work: (open: () => Browser) => Promise<void>): Promise<void> {
  const server = createServer(app).listen(0, '127.0.0.1')
  server.keepAliveTimeout = 0
  await once(server, 'listening')
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })
  try {
    await work(() => createBrowser(agent, (server.address() as AddressInfo).port))
  } finally {
    agent.destroy()
    server.close()
    server.closeAllConnections()
  }
}

function createBrowser(agent: Agent, port: number): Browser {
  const cookies = new Map<string, string>()

  const ask = (path: string, { method = 'GET', type, body }: Request = {}) =>
    new Promise<number>((resolve, reject) => {
      const headers: OutgoingHttpHeaders = { 'Sec-Fetch-Site': 'same-origin', 'Accept-Encoding': 'identity' }
      if (cookies.size > 0) headers.Cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      if (type) Object.assign(headers, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body ?? '') })
      const onAnswer = (answer: IncomingMessage) => {
        storeCookies(cookies, answer.headers['set-cookie'])
        answer.on('end', () => resolve(answer.statusCode ?? 0)).on('error', reject)
        answer.resume()
      }
      request({ port, host: '127.0.0.1', agent, path, method, headers }, onAnswer).on('error', reject).end(body)
    })

  async function signIn(email: string) {
    const body = new URLSearchParams({ email, password: testPassword }).toString()
    const status = await ask('/en/sign-in', { method: 'POST', type: 'application/x-www-form-urlencoded', body })
    if (status !== 303) throw new Error(`signing in was answered with ${String(status)}`)
  }

  return { ask, signIn }
}

/** Stores the cookies of an answer, and removes those that it ends. */
function storeCookies(cookies: Map<string, string>, set: readonly string[] = []): void {
  for (const line of set) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    const until = /;\s*expires=([^;]+)/i.exec(line)?.[1]
    if (until && Date.parse(until) <= Date.now()) cookies.delete(name)
    else cookies.set(name, value)
  }
}
