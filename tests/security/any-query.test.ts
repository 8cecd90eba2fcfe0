import { Agent, createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { locales } from '#shared/texts/i18n.ts'
import { anyQuery } from '../support/routes/any-query.ts'
import { addressOf, someAtOnce } from '../support/routes/route-walk.ts'
import { routesOf } from '../support/routes/routes.ts'
import { useSite } from '../support/site.ts'

const asked = 5_000

/** Weight of a path: what visitors search and share most is requested most; a PDF takes as long as a hundred pages. */
const weightOf = (path: string): number => {
  if (path.endsWith('.pdf')) return 1
  return /premises|plan|compare|calculator|incentives|saved/.test(path) ? 60 : 15
}
const named: Record<string, string> = { code: 'SFH-A-0101', slug: 'rent-free-three-years', kind: 'site', locale: 'zh' }

/** Searches that answer any query, with or without results. */
const forgives = /^\/..\/(premises|plan|compare|incentives)(\.[a-z]+)?\?/

describe('any query at all', () => {
  const site = useSite({ env: { API_REQUESTS_PER_MINUTE: '1000000' } })
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })
  let server: Server
  beforeAll(async () => {
    server = createServer(site.app)
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => {
    agent.destroy()
    server.close()
  })

  /** Sends the address unchanged; fetch would normalise it first. */
  const ask = (path: string) =>
    new Promise<{ status: number; html: string }>((resolve, reject) => {
      const { port } = server.address() as AddressInfo
      request({ port, host: '127.0.0.1', agent, path }, response => {
        const parts: Buffer[] = []
        const isPage = response.headers['content-type']?.startsWith('text/html')
        response.on('data', (part: Buffer) => isPage && parts.push(part))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, html: String(Buffer.concat(parts)) }))
      })
        .on('error', reject)
        .end()
    })

  const anyAddress = () => {
    const pages = routesOf(site.app).filter(({ method, roles }) => method === 'get' && roles?.includes('signed-out'))
    expect(pages.length).toBeGreaterThan(25)
    const choices = pages.map(({ path }) => ({
      weight: weightOf(path),
      arbitrary: fc.constant(addressOf(path, gap => named[gap] ?? '0')),
    }))
    return fc
      .tuple(fc.oneof(...choices), fc.constantFrom(...locales), anyQuery)
      .map(([path, locale, query]) => `${path.replace(/^\/en(?=\/|$)/, `/${locale}`)}?${query}`)
  }

  it('gets a page and never an error at every public address', { timeout: 120_000 }, async () => {
    await site.services.street.demonstration.seed({ premises: 60 })
    await site.services.incentives.seedStartingContent()
    const seed = Math.floor(Math.random() * 2 ** 31)
    const addresses = fc.sample(anyAddress(), { numRuns: asked, seed })
    const wrong: string[] = []
    await someAtOnce(addresses, async address => {
      const { status, html } = await ask(address)
      const failed = status >= (forgives.test(address) ? 400 : 500) || html.includes('<script>alert')
      if (failed) wrong.push(`${status} ${address}`)
    })
    expect(wrong, `asked with the seed ${seed}`).toEqual([])
    expect(site.log.lines().filter(({ msg }) => msg === 'request failed')).toEqual([])
  })
})
