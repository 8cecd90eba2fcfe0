import { describe, expect, it } from 'vitest'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { walk, walkers, type Walker } from '../support/routes/route-walk.ts'
import { routesOf } from '../support/routes/routes.ts'
import { useSite } from '../support/site.ts'

const anyOf = (path: string) => path.replace(/:\w+/g, ':')

describe('addresses that only accept forms', () => {
  const site = useSite()
  /** The form on every page, and addresses that do not belong to pages. */
  const belongToNone = /^\/(sign-out$|inbound\/|api\/)/
  /** Returns the staff's POST routes without a page of their own, with the page of their form and their roles. */
  function onlyPosted() {
    const routes = routesOf(site.app)
    const pages = new Set(routes.filter(({ method }) => method === 'get').map(({ path }) => anyOf(path)))
    const posted = routes.filter(
      ({ method, path }) => method === 'post' && !belongToNone.test(path) && !pages.has(anyOf(path)),
    )
    return posted.map(({ path, roles }) => {
      let page = path
      while (!pages.has(anyOf(page))) page = page.slice(0, page.lastIndexOf('/'))
      return { path, page, roles: walkers.filter(role => roles?.includes(role)) }
    })
  }
  const filled = (path: string) => path.replace(/:\w+/g, '0'.repeat(24))

  it('redirect a GET to the page of their form, in every language and for every role allowed to send it', async () => {
    const all = onlyPosted()
    expect(all.length).toBeGreaterThan(80)
    const people = new Map<Walker, Awaited<ReturnType<typeof walk>>['agent']>()
    for (const role of walkers) people.set(role, (await walk(site, role)).agent)
    for (const { path, page, roles } of all) {
      for (const locale of locales) {
        const { status, headers } = await people.get(roles[0]!)!.get(`/${locale}${filled(path)}`)
        expect([status, headers['location']], path).toEqual([303, `/${locale}${filled(page)}`])
      }
      const address = `/zh${filled(path)}`
      const locked = walkers.find(role => role !== 'signed-out' && !roles.includes(role))
      if (locked) expect((await people.get(locked)!.get(address)).status, path).toBe(403)
      if (roles.includes('signed-out')) continue
      expect((await site.visit.get(address)).headers['location']).toContain('/zh/sign-in?next=')
    }
  })

  it('answer 404 to other methods, and where the form belongs to no page', async () => {
    const manager = await site.as(await aColleague('listing_manager'))
    const { code } = await aPremises()
    await manager.delete(`/zh/staff/premises/${code}/copy`).expect(404)
    const founder = await site.as(await anApplicant())
    await founder.get('/zh/sign-out').expect(404)
  })

  it('allow a founder to read a refusal in another language', async () => {
    const founder = await site.as(await anApplicant())
    const refused = renderedPage(await founder.post('/zh/account/password').type('form').send({}).expect(422))
    const russian = refused.$('a[hreflang="ru"]').attr('href') ?? ''
    expect(russian).toBe('/ru/account/password')
    await founder.get(russian).expect(303).expect('location', '/ru/account')
  })

  it('allow a refused form to be loaded again, also in another language', async () => {
    const { code } = await aPremises()
    const manager = await site.as(await aColleague('listing_manager'))
    const here = `/zh/staff/premises/${code}`
    const refused = renderedPage(await manager.post(`${here}/copy`).type('form').send({}).expect(422))
    const russian = refused.$('a[hreflang="ru"], a[lang="ru"]').attr('href') ?? ''
    expect(russian).toBe(`/ru/staff/premises/${code}/copy`)
    await manager.get(russian).expect(303).expect('location', `/ru/staff/premises/${code}`)
    await manager.get(`/ru/staff/premises/${code}`).expect(200)
  })

  it('keep the filter, the unit or the next page of their address in the links to other languages', async () => {
    const { code } = await aPremises()
    const manager = await site.as(await aColleague('listing_manager'))
    const russianOf = async (person: typeof manager, path: string, body: object) =>
      renderedPage(await person.post(path).type('form').send(body).expect(422))
        .$('a[hreflang="ru"]')
        .attr('href')
    const row = `/staff/premises/${code}/row?back=status%3Ddraft`
    expect(await russianOf(manager, `/zh${row}`, { version: '0', 'title.ru': 'x', areaUsableSqM: 'x' })).toBe(
      `/ru${row}`,
    )
    const viewing = `/staff/viewings/new?premises=${code}`
    expect(await russianOf(manager, `/zh${viewing}`, {})).toBe(`/ru${viewing}`)
    const signUp = '/sign-up?next=%2Fzh%2Fsaved'
    expect(await russianOf(site.visit, `/zh${signUp}`, { next: '/zh/saved' })).toBe(`/ru${signUp}`)
    expect(await russianOf(site.visit, '/zh/sign-up', { next: '/zh/saved' })).toBe(`/ru${signUp}`)
  })

  it('link a refusal without a page of its own to the page above the form', async () => {
    const { account, agent } = await walk(site, 'applicant')
    const { _id } = await anApplication({ state: 'withdrawn', applicant: account!._id })
    const own = `/zh/applications/${_id.toHexString()}`
    const links = async (path: string, status: number) =>
      renderedPage(await agent.post(path).type('form').send({}).expect(status)).links()
    expect(await links(`${own}/acceptance/address-proof`, 409)).toEqual([`${own}/acceptance`, '/zh'])
    expect(await links(`${own}/delete`, 409)).toEqual([own, '/zh'])
    expect(await links('/zh/staff/outbox/drop', 403)).toEqual(['/zh'])
  })

  it('offer staff the desk when a page is not found', async () => {
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

  it('leads back to its own page after sign-in, never to another site', async () => {
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

  it('explains in every language that the session has ended', async () => {
    for (const [locale, words] of [
      ['zh', '登录已失效'],
      ['ru', 'Сеанс завершился'],
      ['en', 'Your session ended'],
    ] as const) {
      const { pathname, search } = await sentFrom(null, `/${locale}/staff/premises/SFH-A-0101`)
      expect(pathname).toBe(`/${locale}/sign-in`)
      const page = renderedPage(await site.visit.get(pathname + search).expect(200))
      expect(page.text('after')).toContain(words)
      // Only the browser knows whether anything was stored.
      expect(page.$('[data-test="kept"]').is('[hidden]')).toBe(true)
      expect(page.value('next')).toBe(`/${locale}/staff/premises/SFH-A-0101`)
    }
    expect((await site.visit.get(at).expect(303)).headers['location']).not.toContain('ended')
  })
})
