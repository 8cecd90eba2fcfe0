import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { anApplicant } from '../factories/account.ts'
import { killedAfter } from '../support/processes/interruptions.ts'
import { addressOf, walk, walkers } from '../support/routes/route-walk.ts'
import { existing } from '../support/routes/hostile-input.ts'
import { routesOf } from '../support/routes/routes.ts'
import { useSite } from '../support/site.ts'

const writing = new Set(['insert', 'update', 'delete', 'findAndModify', 'create', 'drop', 'createIndexes'])
/** Collections that a visit may write to: sessions, request counts, and who read which documents. */
const traces = /^(sessions|ratelimits|audit-)/

/** Records the writes that change something, until `stop` is called. */
function watchWrites() {
  const found: string[] = []
  const begun = new Map<number, string>()
  const began = ({ requestId, commandName, command }: mongoose.mongo.CommandStartedEvent) => {
    const collection = String(command[commandName])
    if (writing.has(commandName) && !traces.test(collection)) begun.set(requestId, `${commandName} ${collection}`)
  }
  const done = ({ requestId, reply }: mongoose.mongo.CommandSucceededEvent) => {
    const { n, lastErrorObject } = reply as { n?: number; lastErrorObject?: { n: number } }
    const write = begun.get(requestId)
    if (write && (n ?? lastErrorObject?.n ?? 1) > 0) found.push(write)
  }
  const client = mongoose.connection.getClient().on('commandStarted', began).on('commandSucceeded', done)
  return { found, stop: () => void client.off('commandStarted', began).off('commandSucceeded', done) }
}

describe('a GET request', () => {
  const site = useSite()

  it.each(walkers)('changes nothing, whatever page the %s opens (CS2)', async role => {
    const { account, agent } = await walk(site, role)
    const valuesOf = await existing(account)
    const routes = routesOf(site.app).filter(({ method, roles }) => method === 'get' && roles?.includes(role))
    const changing: string[] = []
    // Colleagues in tests declare no conflict of interest at their first request about a case.
    for (const { path } of routes.filter(({ path }) => path.includes('/applications')))
      await agent.head(addressOf(path, valuesOf(path)))
    for (const { path } of routes) {
      const { found, stop } = watchWrites()
      await agent.get(addressOf(path, valuesOf(path)))
      stop()
      if (found.length > 0) changing.push(`${path}: ${found.join(', ')}`)
    }
    expect(routes.length).toBeGreaterThan(10)
    expect(changing).toEqual([])
  })

  it('would be reported by this test if it changed something', async () => {
    const { found, stop } = watchWrites()
    await anApplicant()
    stop()
    expect(found).toEqual(['insert accounts'])
  })
})

describe('attempts to bypass access control', () => {
  const site = useSite()

  it.each([
    ['get', '/EN/staff/applications', {}],
    ['get', '/en/Staff/applications', {}],
    ['get', '/en/%73taff/applications', {}],
    ['get', '/en//staff/applications', {}],
    ['get', '/en/./staff/applications', {}],
    ['get', '/en/x/..%2fstaff/applications', {}],
    ['get', '/en/staff/applications/', {}],
    ['get', '/en/staff/applications;a=b', {}],
    ['get', '/en/staff/applications%00', {}],
    ['head', '/en/staff/applications', {}],
    ['put', '/en/staff/applications', {}],
    ['get', '/en', { 'X-Original-URL': '/en/staff/applications' }],
    ['get', '/en', { 'X-Rewrite-URL': '/en/staff/applications' }],
    ['get', '/en/staff/applications', { 'X-Forwarded-For': '127.0.0.1' }],
  ] as const)('fail: %s %s %j (AZ2)', async (method, path, headers) => {
    const answer = await site.visit[method](path).set(headers)
    if (answer.status === 200) expect(answer.text).toBe((await site.visit.get('/en').expect(200)).text)
    else expect([303, 308, 400, 403, 404, 405]).toContain(answer.status)
  })

  it('fail with a method override in a header, which does not turn a GET into a POST (AZ2)', async () => {
    const { agent } = await walk(site, 'administrator')
    const posted = routesOf(site.app).filter(({ method, path }) => method === 'post' && path === '/sign-out')
    expect(posted).toHaveLength(1)
    await agent.get('/en/sign-out').set('X-HTTP-Method-Override', 'POST').query({ _method: 'POST' }).expect(404)
    await agent.get('/en/account').expect(200)
  })

  it('fail for files beside the pages: program, settings, git history (HD4)', async () => {
    for (const path of [
      '/.env',
      '/.git/config',
      '/package.json',
      '/assets/../package.json',
      '/assets/%2e%2e/package.json',
      '/server/app.ts',
    ])
      expect((await site.visit.get(path)).status, path).toBe(404)
    const { headers } = await site.visit.get('/en').expect(200)
    for (const name of ['x-powered-by', 'server']) expect(headers).not.toHaveProperty(name)
  })

  it('get no help from an error page, which reveals nothing about the program (HD4)', async () => {
    const person = await site.as(await anApplicant())
    let page = ''
    await killedAfter(0, async () => {
      page = (await person.post('/en/sign-out').expect(500)).text
    })
    expect(page).toContain('<h1')
    expect(page).not.toMatch(/PowerCut|killed|node_modules|\.ts:|\n\s+at /)
  })
})
