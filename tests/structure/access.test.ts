import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { accessTable } from '../support/routes/access-table.ts'
import { addressOf } from '../support/routes/route-walk.ts'
import { routesOf } from '../support/routes/routes.ts'
import { useSite } from '../support/site.ts'

describe('access', () => {
  const site = useSite()

  it('is declared by every route where the route is declared', () => {
    const routes = routesOf(site.app)
    expect(routes.length).toBeGreaterThan(1)
    expect(routes.filter(route => !route.roles).map(route => `${route.method} ${route.path}`)).toEqual([])
  })

  it('is published as the routes declare it', () => {
    expect(readFileSync('docs/access-table.md', 'utf8'), 'run `npm run access-table`').toBe(accessTable(site.app))
  })

  it('from frames of other sites is allowed for the embed only', async () => {
    const open: string[] = []
    for (const { method, path } of routesOf(site.app)) {
      if (method !== 'get') continue
      const address = addressOf(path, gap => (gap === 'code' ? 'SFH-A-9999' : '0'.repeat(24)))
      const { headers } = await site.visit.get(address)
      const policy = headers['content-security-policy'] ?? ''
      const closed = headers['x-frame-options'] === 'DENY' && !/frame-ancestors (?!'none'|'self')/.test(policy)
      if (!closed) open.push(path)
    }
    expect(open).toEqual(['/embed/premises/:code'])
  })

  it('to scripts, styles and frames of other origins is blocked on every page (HD1)', async () => {
    const open: string[] = []
    for (const { method, path } of routesOf(site.app)) {
      if (method !== 'get') continue
      const address = addressOf(path, gap => (gap === 'code' ? 'SFH-A-9999' : '0'.repeat(24)))
      const { headers } = await site.visit.get(address)
      const policy = headers['content-security-policy'] ?? ''
      const sourcesOf = (kind: string) => new RegExp(`(?:^|;)\\s*${kind} ([^;]*)`).exec(policy)?.[1]?.trim()
      const allowed = ['script-src', 'style-src', 'frame-src'].map(kind => sourcesOf(kind) ?? sourcesOf('default-src'))
      if (allowed.some(sources => sources !== "'self'" && sources !== "'none'")) open.push(`${path}: ${policy}`)
    }
    expect(open).toEqual([])
  })
})
