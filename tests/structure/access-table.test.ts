import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { publishedRoles } from '../support/routes/access-table.ts'
import { addressOf, someAtOnce, walk, walkers, type Walker } from '../support/routes/route-walk.ts'
import { routesOf, type Route } from '../support/routes/routes.ts'
import { useSite } from '../support/site.ts'

/** Well-formed parameters of things that do not exist. */
const unknown: Record<string, string> = {
  code: 'SFH-A-9999',
  slug: 'nothing-here',
  section: 'plan',
  token: 'x'.repeat(30),
  size: '480',
  format: 'webp',
}
const address = ({ path }: Route) => addressOf(path, gap => unknown[gap] ?? '0'.repeat(24))
type Answer = {
  status: number
  headers: { location?: string; 'cache-control'?: string; 'www-authenticate'?: string }
}
const named = ({ method, path }: Route, answer: Answer) =>
  `${method} ${path} ${answer.status} ${answer.headers.location ?? ''}`.trim()

/** Paths that end the session of the walk. */
const ends = /sign-out|\/sessions/

const published = readFileSync('docs/access-table.md', 'utf8')

describe('every route answers according to the access table', () => {
  const site = useSite()

  it.each(walkers)('to %s', { timeout: 60_000 }, async role => {
    const { agent } = await walk(site, role)
    const routes = routesOf(site.app).map(route => ({ ...route, roles: publishedRoles(published, route) }))
    const closed = routes.filter(route => !route.roles.includes(role))
    const open = routes.filter(route => route.roles.includes(role) && route.method === 'get')

    const letIn: string[] = []
    await someAtOnce(closed, async route => {
      const answer = await (route.method === 'get' ? agent.get(address(route)) : agent.post(address(route)))
      if (!isRefusal(role, answer)) letIn.push(named(route, answer))
    })
    expect(letIn).toEqual([])

    const wrong: string[] = []
    await someAtOnce(open, async route => {
      const answer = await agent.get(address(route))
      if (!isAnswer(route, answer)) wrong.push(named(route, answer))
    })
    const posts = routes.filter(
      ({ method, path, roles }) => method === 'post' && roles.includes(role) && !ends.test(path),
    )
    await someAtOnce(posts, async route => {
      const answer = await agent.post(address(route))
      if (isRefusal(role, answer)) wrong.push(named(route, answer))
    })
    expect(wrong).toEqual([])
    expect(open.length).toBeGreaterThan(10)
    expect(closed.length).toBeGreaterThan(5)
  })
})

function isRefusal(role: Walker, { status, headers }: Answer): boolean {
  if (headers['cache-control'] !== 'no-store') return false
  // A route for programs asks everybody for a token, even signed-in people.
  if (headers['www-authenticate']) return status === 401
  return role === 'signed-out' ? status === 303 && isSignIn(headers.location) : status === 403
}

/** Checks for a page, or for "not found" or "gone" at the address of something that does not exist. */
function isAnswer({ path }: Route, { status, headers }: Answer): boolean {
  const expected = path.includes(':') ? [404, 410] : [200, 302, 303]
  return expected.includes(status) && !isSignIn(headers.location)
}

const isSignIn = (location: string | undefined): boolean => location?.startsWith('/en/sign-in') ?? false
