import { describe, expect, it } from 'vitest'
import { staffRoles } from '#web/locals.ts'
import { staffPages } from '#web/pages/staff-bar.ts'
import { aColleague } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { routesOf } from '../support/routes/routes.ts'
import { useSite } from '../support/site.ts'

/** Reached from the end of the bar, from every page, or from a page of the bar. */
const elsewhere = ['/staff/keyboard', '/staff/help', '/staff/search', '/staff/tokens']

describe('the bar of the staff pages', () => {
  const site = useSite()

  it('links each role to every section that it may open, and to no other', () => {
    const sections = routesOf(site.app).filter(
      ({ method, path }) => method === 'get' && /^\/staff(\/[a-z-]+)?$/.test(path) && !elsewhere.includes(path),
    )
    expect(sections.length).toBeGreaterThan(5)
    for (const role of staffRoles) {
      const may = sections.filter(({ roles }) => roles?.includes(role)).map(({ path }) => path)
      const shown = staffPages.filter(({ roles }) => roles.includes(role)).map(({ path }) => path)
      expect(shown.toSorted(), role).toEqual(may.toSorted())
    }
  })

  it('appears only on staff pages, marks the current section, and has keys that can be switched off', async () => {
    const colleague = await site.as(await aColleague('reviewer'))
    const desk = renderedPage(await colleague.get('/zh/staff').expect(200))
    expect(desk.$('.staff-bar a[aria-current]').text()).toBe('工作台')
    expect(desk.$('body').attr('data-shortcuts')).toBe('on')
    expect((await colleague.get('/zh/premises').expect(200)).text).not.toContain('staff-bar')
    // Visitors' links are not in the way; one link leads to them.
    expect(desk.$('.menu-links a[href="/zh/premises"], a[href="/zh/saved"], .site-footer').length).toBe(0)
    expect(desk.$('.site-header a[href="/zh"]').length).toBeGreaterThan(0)
    expect(desk.$('.brand').attr('href')).toBe('/zh/staff')

    await colleague.post('/zh/staff/keyboard').type('form').send({ shortcuts: 'off' }).expect(303)
    const page = renderedPage(await colleague.get('/zh/staff/keyboard').expect(200))
    expect(page.text('shortcuts')).toBe('快捷键现已关闭。')
    expect(page.$('body').attr('data-shortcuts')).toBe('off')
  })
})
