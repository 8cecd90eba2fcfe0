import { describe, expect, it } from 'vitest'
import { locales } from '#shared/texts/i18n.ts'
import { staffRoles, type StaffRole } from '#web/locals.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { routesOf } from '../support/routes/routes.ts'
import { useSite } from '../support/site.ts'

const anyOf = (path: string) => path.replace(/:\w+/g, ':')

describe('addresses of the staff that only take forms', () => {
  const site = useSite()
  /** With who may send what is taken there. */
  function onlyPosted() {
    const routes = routesOf(site.app)
    const pages = new Set(routes.filter(({ method }) => method === 'get').map(({ path }) => anyOf(path)))
    const posted = routes.filter(
      ({ method, path }) => method === 'post' && path.startsWith('/staff/') && !pages.has(anyOf(path)),
    )
    return posted.map(({ path, roles }) => {
      let page = path
      while (!pages.has(anyOf(page))) page = page.slice(0, page.lastIndexOf('/'))
      return { path, page, roles: staffRoles.filter(role => roles?.includes(role)) }
    })
  }
  const filled = (path: string) => path.replace(/:\w+/g, '0'.repeat(24))

  it('lead to the page their form stands on, in every language, whoever may send it', async () => {
    const all = onlyPosted()
    expect(all.length).toBeGreaterThan(60)
    const people = new Map<StaffRole, Awaited<ReturnType<typeof site.as>>>()
    for (const role of staffRoles) people.set(role, await site.as(await aColleague(role)))
    for (const { path, page, roles } of all) {
      for (const locale of locales) {
        const { status, headers } = await people.get(roles[0]!)!.get(`/${locale}${filled(path)}`)
        expect([status, headers['location']], path).toEqual([303, `/${locale}${filled(page)}`])
      }
      const address = `/zh${filled(path)}`
      const locked = staffRoles.find(role => !roles.includes(role))
      if (locked) expect((await people.get(locked)!.get(address)).status, path).toBe(403)
      expect((await site.visit.get(address)).headers['location']).toContain('/zh/sign-in?next=')
    }
  })

  it('only when they are looked at, and no other addresses that take forms', async () => {
    const manager = await site.as(await aColleague('listing_manager'))
    const { code } = await aPremises()
    await manager.delete(`/zh/staff/premises/${code}/copy`).expect(404)
    const founder = await site.as(await anApplicant())
    await founder.get('/zh/account/verification').expect(404)
  })

  it('so that a refused form may be loaded again, and in another language', async () => {
    const { code } = await aPremises()
    const manager = await site.as(await aColleague('listing_manager'))
    const here = `/zh/staff/premises/${code}`
    const refused = renderedPage(await manager.post(`${here}/copy`).type('form').send({}).expect(422))
    const russian = refused.$('a[hreflang="ru"], a[lang="ru"]').attr('href') ?? ''
    expect(russian).toBe(`/ru/staff/premises/${code}/copy`)
    await manager.get(russian).expect(303).expect('location', `/ru/staff/premises/${code}`)
    await manager.get(`/ru/staff/premises/${code}`).expect(200)
  })

  it('and a page that the staff do not find offers the desk', async () => {
    const manager = await site.as(await aColleague('listing_manager'))
    const founder = await site.as(await anApplicant())
    const links = async (person: typeof manager, path: string, status: number) =>
      renderedPage(await person.get(path).expect(status)).links()
    expect(await links(manager, '/zh/staff/nothing', 404)).toEqual(['/zh/staff', '/zh'])
    expect(await links(manager, '/zh/nothing', 404)).toEqual(['/zh'])
    expect(await links(founder, '/zh/staff/premises', 403)).toEqual(['/zh'])
  })
})

describe('a form that is sent after the session has ended', () => {
  const site = useSite()
  const at = '/zh/staff/premises/SFH-A-0101'
  const sentFrom = async (referer: string | null, path = `${at}/status`) => {
    const post = site.visit.post(path)
    const { headers } = await (referer === null ? post : post.set('Referer', referer)).expect(303)
    return new URL(headers['location'] ?? '', 'http://street.test')
  }
  const next = async (referer: string | null, path?: string) => (await sentFrom(referer, path)).searchParams.get('next')

  it('leads back to the page it stands on, and to none that is not ours', async () => {
    expect(await next(`http://street.test${at}?from=table`)).toBe(`${at}?from=table`)
    expect(await next(null)).toBe(at)
    expect(await next('http://elsewhere.test/zh/staff')).toBe(at)
    const { headers } = await site.visit
      .post(`${at}/status`)
      .set({ Host: 'alias.test', Referer: `http://alias.test${at}?from=table` })
      .expect(303)
    expect(headers['location']).toContain(`next=${encodeURIComponent(`${at}?from=table`)}`)
    expect(await next('http://street.test//elsewhere.test/zh')).toBe(at)
    expect(await next('http://street.test/api/v1/premises')).toBe(at)
    expect(await next('javascript:alert(1)')).toBe(at)
    expect((await sentFrom(`http://street.test${at}`, '/zh/sign-out')).search).toBe('')
  })

  it('says so in every language', async () => {
    for (const [locale, words] of [
      ['zh', '登录已失效'],
      ['ru', 'Сеанс завершился'],
      ['en', 'Your session ended'],
    ] as const) {
      const { pathname, search } = await sentFrom(null, `/${locale}/staff/premises/SFH-A-0101`)
      expect(pathname).toBe(`/${locale}/sign-in`)
      const page = renderedPage(await site.visit.get(pathname + search).expect(200))
      expect(page.text('after')).toContain(words)
      // Only the browser knows whether anything was kept.
      expect(page.$('[data-test="kept"]').is('[hidden]')).toBe(true)
      expect(page.value('next')).toBe(`/${locale}/staff/premises/SFH-A-0101`)
    }
    expect((await site.visit.get(at).expect(303)).headers['location']).not.toContain('ended')
  })
})
