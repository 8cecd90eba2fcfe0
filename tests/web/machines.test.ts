import { describe, expect, it } from 'vitest'
import supertest from 'supertest'
import { createApp } from '#server/app.ts'
import { testLog } from '../support/log.ts'
import { useSite } from '../support/site.ts'

describe('the pages for monitoring', () => {
  const site = useSite({ env: { METRICS_TOKEN: 'a-token-for-prometheus' } })

  it('report that the process is alive and ready', async () => {
    await site.visit.get('/healthz').expect(200, 'ok')
    await site.visit.get('/readyz').expect(200, 'ready')
  })

  it('report why the site is not ready, and show no page made from half-migrated data', async () => {
    const { config, services, slices } = site
    const log = testLog()
    let reason: string | null = 'migrating'
    const app = createApp({ config, services, slices, log, sessionSecret: 's'.repeat(32), notReady: () => reason })
    await supertest(app).get('/readyz').expect(503, 'migrating')
    await supertest(app).get('/healthz').expect(200, 'ok')
    const page = await supertest(app).get('/ru/incentives').expect(503)
    expect(page.text).toContain('Сайт временно недоступен')
    await supertest(app).get('/api/v1/premises').expect(503)
    // Load balancers ask every second: one line each, without a stack, because nothing is broken.
    const [line] = log.lines().filter(({ req }) => (req as { path: string } | undefined)?.path === '/readyz')
    expect(line).toMatchObject({ res: { status: 503 } })
    expect(line).not.toHaveProperty('err')
    reason = null
    await supertest(app).get('/readyz').expect(200, 'ready')
    await supertest(app).get('/ru/incentives').expect(200)
  })

  it('show metrics only with the token', async () => {
    await site.visit.get('/metrics').expect(404)
    await site.visit.get('/metrics').set('Authorization', 'Bearer wrong').expect(404)
    const response = await site.visit.get('/metrics').set('Authorization', 'Bearer a-token-for-prometheus').expect(200)
    expect(response.text).toContain('http_request_duration_seconds_bucket')
    expect(response.text).toContain('nodejs_eventloop_lag_p99_seconds')
  })
})
