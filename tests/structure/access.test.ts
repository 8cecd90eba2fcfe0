import { describe, expect, it } from 'vitest'
import { routesOf } from '../support/routes.ts'
import { useSite } from '../support/site.ts'

describe('access', () => {
  const site = useSite()

  it('is declared by every route, on the line that declares it', () => {
    const routes = routesOf(site.app)
    expect(routes.length).toBeGreaterThan(1)
    expect(routes.filter(route => !route.roles).map(route => `${route.method} ${route.path}`)).toEqual([])
  })
})
