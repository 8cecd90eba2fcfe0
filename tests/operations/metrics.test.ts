import express from 'express'
import supertest from 'supertest'
import { beforeEach, describe, expect, it } from 'vitest'
import { registry } from '#outside/metrics.ts'
import { metrics } from '#web/requests/metrics.ts'
import { anApplicant } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { until } from '../support/processes/processes.ts'
import { useSite } from '../support/site.ts'

describe('the metrics of a process', () => {
  const site = useSite()
  beforeEach(() => registry.resetMetrics())

  /** Returns the value of the line with these labels; 0 when there is none. */
  async function valueOf(name: string, labels: Record<string, string> = {}): Promise<number> {
    const lines = (await registry.metrics())
      .split('\n')
      .filter(line => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    const found = lines.filter(line =>
      Object.entries(labels).every(([key, value]) => line.includes(`${key}="${value}"`)),
    )
    expect(found.length).toBeLessThanOrEqual(1)
    return Number(found[0]?.split(' ').at(-1) ?? 0)
  }

  it('count requests by the pattern of their route, never by their address', async () => {
    const { code } = await aPremises()
    await site.visit.get(`/en/premises/${code}`).set('Cookie', 'other=1').expect(200)
    await site.visit.get('/ru/nowhere/at-all').expect(404)
    const of = { method: 'GET', route: '/premises/:code', status: '200' }
    expect(await valueOf('http_request_duration_seconds_count', of)).toBe(1)
    expect(await valueOf('http_request_duration_seconds_count', { route: 'none', status: '404' })).toBe(1)
    expect(await registry.metrics()).not.toContain(code)
    expect(await registry.metrics()).not.toContain('nowhere')
  })

  it('distinguish rendered pages from cached pages, and measure the rendering time', async () => {
    await aPremises()
    await site.visit.get('/en/premises').expect(200)
    await site.visit.get('/en/premises').expect(200)
    expect(await valueOf('page_memory_requests_total', { result: 'made' })).toBe(1)
    expect(await valueOf('page_memory_requests_total', { result: 'kept' })).toBe(1)
    expect(await valueOf('http_request_duration_seconds_count', { route: 'page memory' })).toBe(1)
    expect(await valueOf('template_render_duration_seconds_count', { template: 'catalogue/browse/list' })).toBe(1)
  })

  it('count requests that the visitor aborted', async () => {
    const app = express().use(metrics(undefined, () => Promise.resolve('')).measure)
    app.get('/long', () => undefined)
    await expect(supertest(app).get('/long').timeout(100)).rejects.toThrow('Timeout')
    const labels = { route: '/long', status: 'aborted' }
    await until(
      async () => (await valueOf('http_request_duration_seconds_count', labels)) === 1,
      () => 'no count',
    )
  })

  it('measure database queries by collection, without their contents', async () => {
    const { email } = await anApplicant()
    await site.visit.post('/en/sign-in').type('form').send({ email, password: 'wrong' }).expect(422)
    expect(
      await valueOf('database_command_duration_seconds_count', {
        command: 'find',
        collection: 'accounts',
        result: 'done',
      }),
    ).toBeGreaterThan(0)
    expect(await registry.metrics()).not.toContain(email)
  })

  it('measure mail', async () => {
    await site.visit
      .post('/en/sign-up')
      .type('form')
      .send({ name: 'Olga Petrova', email: 'olga@example.com', password: 'correct horse battery' })
    await site.runJobs()
    expect(await valueOf('mail_deliveries_total', { result: 'sent' })).toBe(site.mails().length)
    expect(site.mails().length).toBeGreaterThan(0)
  })
})
