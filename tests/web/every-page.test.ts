import { describe, expect, it } from 'vitest'
import { anApplicant } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('every page', () => {
  const site = useSite()

  it.each([
    ['ru', 'Страница не найдена'],
    ['en', 'Page not found'],
    ['zh', '页面不存在'],
  ])('is answered in %s with “not found” if it does not exist', async (locale, heading) => {
    const response = await site.visit.get(`/${locale}/nowhere`).expect(404)
    const page = renderedPage(response)
    expect(page.language).toBe(locale)
    expect(page.heading).toBe(heading)
    expect(page.headings).toBe(1)
  })

  it('uses the browser’s language outside the language folders, or else Russian', async () => {
    expect(
      renderedPage(await site.visit.get('/nowhere').set('Accept-Language', 'zh-CN,zh;q=0.9').expect(404)).language,
    ).toBe('zh')
    expect(renderedPage(await site.visit.get('/nowhere').set('Accept-Language', 'de').expect(404)).language).toBe('ru')
  })

  it('keeps the path and query in the language switch', async () => {
    const page = renderedPage(await site.visit.get('/ru/nowhere?q=1').expect(404))
    expect(
      page
        .$('.languages a[hreflang]')
        .map((_, link) => page.$(link).attr('href'))
        .get(),
    ).toEqual(['/ru/nowhere?q=1', '/en/nowhere?q=1', '/zh/nowhere?q=1'])
  })

  it.each([
    '/ru/%E0%A4%A',
    '/%00',
    '/ru/%00',
    '/EN/premises',
    '/ru/Sign-in',
    '/ru/STAFF/users',
    '/Metrics',
    '/ru/.env',
    '/.git/config',
    '/assets/../package.json',
  ])('answers the odd address %s with a clear 4xx', async address => {
    const response = await site.visit.get(address)
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.status).toBeLessThan(500)
  })

  it('sets no cookie for an anonymous visitor, and sends strict security headers', async () => {
    const response = await site.visit.get('/ru/nowhere')
    expect(response.headers['set-cookie']).toBeUndefined()
    expect(response.headers['x-powered-by']).toBeUndefined()
    expect(response.headers['x-content-type-options']).toBe('nosniff')
    expect(response.headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(response.headers['content-security-policy']).not.toContain('unsafe-inline')
  })

  it.each(['/ru', '/en/premises', '/zh/street', '/ru/nowhere', '/sitemap.xml', '/robots.txt', '/api/v1/premises'])(
    'links to the configured origin, whatever host a request claims (RD2): %s',
    async address => {
      const claimed = { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example', Forwarded: 'host=evil.example' }
      const { text, headers } = await site.visit.get(address).set(claimed)
      expect(text + JSON.stringify(headers)).not.toContain('evil.example')
    },
  )

  it('may not be cached if it shows who is signed in', async () => {
    const person = await site.as(await anApplicant())
    expect((await person.get('/ru/premises').expect(200)).headers['cache-control']).toBe('no-store')
    const stranger = await site.visit.get('/ru/premises').expect(200)
    expect(stranger.headers['cache-control']).toMatch(/^public, max-age=0,/)
  })

  it.each([
    [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
    [{ 'Sec-Fetch-Site': 'same-site' }, 403],
    [{ 'Sec-Fetch-Site': '', Origin: 'https://evil.example' }, 403],
    [{ 'Sec-Fetch-Site': '', Origin: 'null' }, 403],
    [{ 'Sec-Fetch-Site': '', Cookie: 'session=stolen' }, 403],
    [{ 'Sec-Fetch-Site': '', Origin: 'http://street.test' }, 404],
    [{ 'Sec-Fetch-Site': 'same-origin' }, 404],
  ])('answers a POST with %o with %i', async (headers, status) => {
    await site.visit.post('/ru/nowhere').set(headers).expect(status)
  })

  it('logs the account behind a request, and none for a visitor', async () => {
    const account = await anApplicant()
    const person = await site.as(account)
    const lineOf = ({ headers }: { headers: Record<string, unknown> }) =>
      site.log.lines().find(({ msg, reqId }) => msg === 'request completed' && reqId === headers['x-request-id'])
    expect(lineOf(await person.get('/en/account').expect(200))).toMatchObject({ account: account.id })
    expect(lineOf(await site.visit.get('/en/premises').expect(200))).not.toHaveProperty('account')
  })

  it('logs a refusal as information with the request id and without the query', async () => {
    const response = await site.visit.get('/ru/nowhere?q=secret-words').expect(404)
    const lines = site.log.lines().filter(line => line.reqId === response.headers['x-request-id'])
    expect(lines.map(line => line.msg)).toEqual(['request refused', 'request completed'])
    expect(lines.every(line => line.level === 30)).toBe(true)
    expect(site.log.raw()).not.toContain('secret-words')
  })
})
