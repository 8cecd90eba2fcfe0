import { expect, it } from 'vitest'
import { addressOf } from '../support/routes/route-walk.ts'
import { routesOf } from '../support/routes/routes.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

it('the log contains no secret from an address', async () => {
  const secret = 'Zvezdopad-'.repeat(4)
  const withSecret = routesOf(site.app).filter(({ path }) => path.includes(':token'))
  expect(withSecret.length).toBeGreaterThan(6)
  for (const { method, path } of withSecret) {
    const address = addressOf(path, gap => (gap === 'token' ? secret : '0'.repeat(24)))
    await (method === 'get' ? site.visit.get(address) : site.visit.post(address))
  }
  expect(site.log.lines().length).toBeGreaterThan(6)
  expect(JSON.stringify(site.log.lines())).not.toContain('Zvezdopad')
})
