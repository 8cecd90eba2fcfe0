import { describe, expect, it } from 'vitest'
import type { Act } from '#outside/audit.ts'
import { isMessageKey, locales, messageKeysBelow, translatorFor } from '#shared/texts/i18n.ts'
import { aColleague } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { routesOf } from '../support/routes/routes.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const safe = ['get', 'head', 'options']
const unsafeRoutes = () => [
  ...new Set(
    routesOf(site.app)
      .filter(({ method }) => !safe.includes(method))
      .map(({ path }) => path),
  ),
]

const raw = /\b(POST|GET|PUT|PATCH|DELETE|HEAD)\b|\/staff\b|:[a-z]+Id\b|\/:/

/** Returns what the trail shows for entries with these routes, the newest last, page by page. */
async function toldOf(acts: readonly Partial<Act>[], locale: string): Promise<{ told: string[]; shown: string[] }> {
  await site.services.audit.keep(
    acts.map((act, index) => ({
      action: 'posted' as const,
      subject: { kind: 'page' as const, id: 'x' },
      outcome: 'done' as const,
      last: true,
      who: { id: null, role: 'system' },
      requestId: `told-${String(index)}`,
      route: '',
      ...act,
    })),
  )
  const person = await site.as(await aColleague('administrator'))
  const [told, shown]: [string[], string[]] = [[], []]
  for (let at: string | undefined = `/${locale}/staff/audit?who=system`; at;) {
    const page = renderedPage(await person.get(at).expect(200))
    const rows = page.$('[data-test=entry]').toArray()
    for (const row of rows) shown.push(page.$(row).text())
    told.push(...rows.map(row => page.$(row).find('.staff-table__text').first().text().trim()))
    at = page.links().find(href => /[?&]before=/.test(href))
  }
  return { told: told.toReversed(), shown }
}

describe('an act that is recorded only with its route', () => {
  it('has a description for every route that changes something, and for no other', () => {
    const routes = unsafeRoutes()
    expect(routes.length).toBeGreaterThan(150)
    expect(routes.filter(path => !isMessageKey(`acted.route.${path}`))).toEqual([])
    const known = messageKeysBelow('acted.route.').map(key => key.slice('acted.route.'.length))
    expect(known.filter(path => !routes.includes(path))).toEqual([])
  })

  it.each(locales)('is described in words and never by its route: %s', async locale => {
    const routes = unsafeRoutes()
    const { told, shown } = await toldOf(
      routes.map(path => ({ route: `POST ${path}`, subject: { kind: 'page', id: path } })),
      locale,
    )
    expect(told).toHaveLength(routes.length)
    const t = translatorFor(locale)
    expect(told).toEqual(routes.map(path => t(`acted.route.${path}` as never)))
    expect(shown.filter(words => raw.test(words))).toEqual([])
  })

  it('is described by its path if no route was reached, and when it was refused or interrupted', async () => {
    const id = '6564b1c2d3e4f5a6b7c8d9e0'
    const brokenOff = { action: 'interrupted', outcome: 'interrupted' } as const
    const { told, shown } = await toldOf(
      [
        { ...brokenOff, route: `POST /ru/staff/applications/${id}/reject` },
        {
          ...brokenOff,
          route: 'POST /zh/staff/premises/new',
          subject: { kind: 'page', id: 'POST /zh/staff/premises/new' },
        },
        { action: 'refused', outcome: 'refused', route: 'POST /staff/users/:id/role' },
        { action: 'refused', outcome: 'refused', route: 'GET /staff/users/:id' },
        { route: 'POST /staff/of-an-older-version/:id' },
      ],
      'en',
    )
    expect(told).toEqual([
      'Interrupted, outcome unknown: Rejecting an application',
      'Interrupted, outcome unknown: Adding a listing',
      'Access refused: Changing a role',
      'Access refused: page /staff/users/…',
      'Acted on a page',
    ])
    expect(shown.filter(words => /\b(POST|GET)\b/.test(words))).toEqual([])
  })

  it('keeps its name and route in the export, and shows the route on the page of the entry', async () => {
    const officer = await aColleague('reviewer')
    const browser = await site.as(officer)
    await browser.post('/en/staff/keyboard').type('form').send({ shortcuts: 'off' }).expect(303)
    const person = await site.as(await aColleague('administrator'))
    const page = renderedPage(await person.get(`/en/staff/audit?who=${officer.id}`).expect(200))
    const row = page.$('[data-test=entry]').first()
    expect(row.text()).toContain('Setting keyboard shortcuts')
    const entry = renderedPage(await person.get(row.find('th a').attr('href') ?? '').expect(200))
    expect(entry.main).toContain('POST /staff/keyboard')
    const kept = await person.get(`/en/staff/audit/export.csv?who=${officer.id}`).expect(200)
    expect(kept.text).toMatch(/Setting keyboard shortcuts.*posted.*POST \/staff\/keyboard/)
  })
})
