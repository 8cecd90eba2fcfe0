import { describe, expect, it } from 'vitest'
import { staffRoles } from '#web/locals.ts'
import { AccountModel } from '#models/accounts/account.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { aSlot } from '../factories/viewings.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('the public pages, as seen by the staff,', () => {
  const site = useSite()

  async function street() {
    const one = await aPremises({ code: 'SFH-A-0101' })
    const other = await aPremises({ code: 'SFH-A-0102' })
    await aSlot({ premises: one.code })
    return { code: one.code, other: other.code }
  }

  /** The public pages that lead applicants on. */
  const pagesAbout = ({ code, other }: { code: string; other: string }) => [
    `/en/premises/${code}`,
    `/en/premises/${code}/viewings`,
    `/en/compare?code=${code}&code=${other}`,
    `/en/applications/needed?premises=${code}`,
    '/en/contact',
    '/en/answers',
    '/en/how-it-works',
    '/en/premises',
    '/en/calculator',
    '/en',
  ]

  it.each(staffRoles)('offer a %s no forms for applicants and no links that are closed to them', async role => {
    const units = await street()
    const colleague = await site.as(await aColleague(role))
    const offered: string[] = []
    for (const path of pagesAbout(units)) {
      const page = renderedPage(await colleague.get(path).expect(200))
      expect(page.$('form[action$="/applications"]'), path).toHaveLength(0)
      const links = page
        .$('main a[href^="/"]')
        .map((_, link) => page.$(link).attr('href')!.split('#')[0]!)
        .get()
      const ours = links.filter(href => /^\/en\/(staff|applications|viewings|premises\/[^/]+\/viewings)/.test(href))
      for (const href of new Set(ours)) {
        const { status } = await colleague.get(href)
        expect(status, `${path} → ${href}`).toBe(200)
        if (href.startsWith('/en/staff')) offered.push(href)
      }
    }
    expect(offered.length).toBeGreaterThan(0)
  })

  const linksIn = ({ $ }: ReturnType<typeof renderedPage>, name: string) =>
    $(`[data-test="${name}"] a`)
      .map((_, link) => $(link).attr('href')!)
      .get()

  it('link to the staff’s page of the unit or to its cases', async () => {
    const { code, other } = await street()
    const open = async (role: (typeof staffRoles)[number]) => {
      const colleague = await site.as(await aColleague(role))
      const page = renderedPage(await colleague.get(`/en/premises/${code}`).expect(200))
      const compared = renderedPage(await colleague.get(`/en/compare?code=${code}&code=${other}`).expect(200))
      return [linksIn(page, 'at-work'), linksIn(compared, 'compare').filter(href => href.includes('/staff/'))]
    }
    const unit = (one: string) => `/en/staff/premises/${one}`
    const cases = `/en/staff/applications?q=${code}`
    expect(await open('listing_manager')).toEqual([[unit(code)], [unit(code), unit(other)]])
    expect(await open('decider')).toEqual([[cases], [cases, cases.replace(code, other)]])
    expect(await open('administrator')).toEqual([
      [unit(code), cases],
      [unit(code), unit(other)],
    ])
  })

  it('have no links for a listing manager outside their own buildings', async () => {
    const { code } = await street()
    const manager = await aColleague('listing_manager')
    await AccountModel.updateOne({ email: manager.email }, { buildings: ['B9'] })
    const page = renderedPage(await (await site.as(manager)).get(`/en/premises/${code}`).expect(200))
    expect(linksIn(page, 'at-work')).toEqual([])
    expect(page.text('apply-note')).toBe('Applicants apply here; colleagues do not.')
  })

  it('still offer applications and viewings to applicants and visitors', async () => {
    const { code, other } = await street()
    for (const person of [site.visit, await site.as(await anApplicant())]) {
      const page = renderedPage(await person.get(`/en/premises/${code}`).expect(200))
      expect(page.$('form[action="/en/applications"]')).toHaveLength(1)
      expect(page.$('[data-test=viewing] li a')).toHaveLength(1)
      expect(page.$('[data-test=at-work]')).toHaveLength(0)
      const compared = renderedPage(await person.get(`/en/compare?code=${code}&code=${other}`).expect(200))
      expect(compared.$('form[action="/en/applications"]')).toHaveLength(3)
    }
  })
})
