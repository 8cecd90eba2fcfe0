import { describe, expect, it } from 'vitest'
import { catalogueText, locales, messageKeys } from '#shared/texts/i18n.ts'
import { staffRoles } from '#web/locals.ts'
import { helpText } from '#features/help/texts.ts'
import { topicAt, topics, topicsOf } from '#features/help/topics.ts'
import { aColleague } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { routesOf } from '../support/routes/routes.ts'
import { useSite } from '../support/site.ts'

describe('the staff help', () => {
  const site = useSite()

  it('has a topic for every staff page, readable by everyone who may open the page', () => {
    const pages = routesOf(site.app).filter(({ method, path }) => method === 'get' && /^\/staff\/[^.]+$/.test(path))
    expect(pages.length).toBeGreaterThan(20)
    const unexplained = pages
      .filter(({ path }) => topicAt(path) === 'desk' && !path.startsWith('/staff/work'))
      .map(({ path }) => path)
    expect(unexplained).toEqual([])
    const unread = pages.flatMap(({ path, roles }) =>
      staffRoles
        .filter(role => roles?.includes(role) && !topicsOf(role).some(({ id }) => id === topicAt(path)))
        .map(role => `${role} ${path}`),
    )
    expect(unread).toEqual([])
  })

  it('offers on a forbidden page only topics that the colleague may read', async () => {
    const pages = [
      { role: 'reviewer', path: '/staff/premises', topic: 'desk' },
      { role: 'reviewer', path: '/staff/settings/brand', topic: 'desk' },
      { role: 'listing_manager', path: '/staff/applications', topic: 'desk' },
      { role: 'decider', path: '/staff/applications/000000000000000000000000/assessment', topic: 'case' },
    ] as const
    for (const { role, path, topic } of pages) {
      const colleague = await site.as(await aColleague(role))
      const page = renderedPage(await colleague.get(`/zh${path}`).expect(403))
      const href = page.$('[data-test=page-help] p a').attr('href')!
      expect(href).toBe(`/zh/staff/help/${topic}`)
      await colleague.get(href).expect(200)
    }
  })

  it('covers only existing pages', () => {
    const open = routesOf(site.app).filter(({ method }) => method === 'get')
    const explained = topics.flatMap(({ at, roles }) =>
      at
        .filter(address => !address.includes(':') && address !== '/work')
        .map(address => ({ path: `/staff${address}`, roles })),
    )
    const missing = explained.filter(
      ({ path, roles }) => !roles.every(role => open.some(route => route.path === path && route.roles?.includes(role))),
    )
    expect(missing.map(({ path }) => path)).toEqual([])
    expect(explained.length).toBeGreaterThan(15)
  })

  it('has every text in every language, in whole sentences', () => {
    const ends = { zh: /[。？！]$/, ru: /[.?!»]$/, en: /[.?!]$/ }
    const cut = locales.flatMap(locale =>
      topics.flatMap(({ id }) => {
        const { purpose, steps, mind = [] } = helpText(locale, id)
        return [purpose, ...steps, ...mind].filter(text => !ends[locale].test(text))
      }),
    )
    expect(cut).toEqual([])
    const counts = (id: (typeof topics)[number]['id']) =>
      locales.map(locale => `${helpText(locale, id).steps.length} ${helpText(locale, id).mind?.length ?? 0}`)
    expect(topics.filter(({ id }) => new Set(counts(id)).size > 1).map(({ id }) => id)).toEqual([])
  })

  it('quotes only labels that exist on a page', () => {
    const quoted = { zh: /“([^”]+)”/g, ru: /«([^»]+)»/g, en: /“([^”]+)”/g }
    // Values of cells in files, which occur on no page.
    const inFiles = ['是', '否', 'да', 'нет']
    const strange = locales.flatMap(locale => {
      const names = new Set([...messageKeys.map(key => catalogueText(locale, key)), ...inFiles])
      return topics.flatMap(({ id }) => {
        const { purpose, steps, mind = [] } = helpText(locale, id)
        const named = [purpose, ...steps, ...mind].flatMap(text => [...text.matchAll(quoted[locale])])
        return named.map(([, name = '']) => name).filter(name => !names.has(name))
      })
    })
    expect(strange).toEqual([])
  })

  it('is linked from each page, guides through a first day, and forms one manual for the role, also as PDF', async () => {
    const decider = await site.as(await aColleague('decider'))
    const queue = renderedPage(await decider.get('/zh/staff/applications').expect(200))
    const { purpose } = helpText('zh', 'applications')
    expect(queue.text('page-help')).toContain(purpose)

    const course = topicsOf('decider')
    const first = renderedPage(await decider.get('/zh/staff/help/first-day/1').expect(200))
    expect(first.text('step')).toBe(`第一天 · 第1步，共${course.length}步`)
    expect(first.$('a[rel=next]').attr('href')).toBe('/zh/staff/help/first-day/2')
    const last = renderedPage(await decider.get(`/zh/staff/help/first-day/${course.length}`).expect(200))
    expect(last.$('a[rel=next]')).toHaveLength(0)

    const manual = (await decider.get('/zh/staff/help/manual').expect(200)).text
    expect(course.filter(({ id }) => !manual.includes(helpText('zh', id).purpose))).toEqual([])
    expect(manual).not.toContain(helpText('zh', 'audit').purpose)
    const paper = await decider.get('/zh/staff/help/manual.pdf').expect(200).expect('Content-Type', 'application/pdf')
    expect((paper.body as Buffer).subarray(0, 5).toString()).toBe('%PDF-')

    for (const path of ['audit', 'nothing', 'first-day/0', 'first-day/999', 'first-day/x'])
      await decider.get(`/zh/staff/help/${path}`).expect(404)
  })
})
