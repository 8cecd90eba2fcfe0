import { describe, expect, it } from 'vitest'
import { anApplicant, aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { aSlot } from '../factories/viewings.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { calendarFaults } from '../support/validators/calendar.ts'
import { openApiFaults } from './validators/openapi.ts'
import { structuredDataFaults, type Node } from './validators/structured-data.ts'
import { feedFaults, sitemapFaults } from '../support/validators/xml.ts'

/** ADR 108 says what each validator checks, and why it was chosen. Each is also given something invalid. */
describe('an independent validator accepts', () => {
  const site = useSite({ env: { API_REQUESTS_PER_MINUTE: '1000' } })
  const read = async (path: string) => (await site.visit.get(path).buffer(true).expect(200)).text

  it.each(['/api/v1/openapi.json', '/api/v1/staff/openapi.json'])('the document %s', async path => {
    const text = await read(path)
    expect(await openApiFaults(text)).toEqual([])
    expect(await openApiFaults(text.replaceAll('"operationId":', '"operationID":'))).not.toEqual([])
  })

  it('the feed, whatever staff have written', async () => {
    await aPremises()
    await aPremises({ title: { en: '</title><script>&amp;"\u0001\u000b' }, summary: { en: ']]> 创业街' } })
    for (const path of ['/en/premises.atom', '/zh/premises.atom?q=%3C%26%22&use=retail', '/ru/premises.atom']) {
      expect(await feedFaults(await read(path)), path).toEqual([])
    }
    const feed = await read('/en/premises.atom')
    expect(await feedFaults(feed.replace('<subtitle>', '<lead>').replace('</subtitle>', '</lead>'))).not.toEqual([])
    expect(await feedFaults(feed.replace(/<updated>[^<]+/, '<updated>today'))).not.toEqual([])
  })

  it('the sitemap', async () => {
    await site.services.incentives.seedStartingContent()
    await aPremises()
    const map = await read('/sitemap.xml')
    expect(await sitemapFaults(map)).toEqual([])
    expect(await sitemapFaults(map.replace('hreflang="ru"', 'hreflang="russian"'))).not.toEqual([])
    expect(await sitemapFaults(map.replace(/<lastmod>[^<]+/, '<lastmod>today'))).not.toEqual([])
  })

  it('the calendars: an invitation, its cancellation, the file of a viewing and the feed of a colleague', async () => {
    const { code } = await aPremises({ title: { ru: 'Магазин; «у ворот», с витриной\\дверью' } })
    const guide = await aColleague('listing_manager', { name: '赵敏' })
    const slot = await aSlot({ premises: code, guide: guide._id })
    const person = await site.as(await anApplicant({ name: 'Анна "Аня", Иванова', locale: 'ru' }))
    const wish = { partySize: '2', language: 'ru', phone: '+7 914 000-00-00', note: 'Вытяжка?\r\nДа;' }
    const { headers } = await person.post(`/ru/premises/${code}/viewings/${slot.id}`).type('form').send(wish)
    const visit = headers.location!
    const file = await person.get(`${visit}/viewing.ics`).buffer(true).expect(200)
    const secret = await site.services.accounts.calendarFeeds.renew(String(guide._id))
    const feed = await read(`/en/staff/viewings/feed/${secret}.ics`)
    await person.post(`${visit}/cancel`).type('form').send({}).expect(303)
    await site.runJobs()
    const invitations = site.mails().flatMap(({ calendar }) => (calendar ? [calendar] : []))
    expect(invitations.map(({ method }) => method)).toEqual(expect.arrayContaining(['REQUEST', 'CANCEL']))
    for (const text of [file.text, feed, ...invitations.map(({ content }) => content)]) {
      expect(text).toContain('BEGIN:VEVENT')
      expect(calendarFaults(text)).toEqual([])
    }
    expect(calendarFaults(feed.replace('UID:', 'UUID:'))).not.toEqual([])
    expect(calendarFaults(feed.replace(/DTEND:\d+/, 'DTEND:20200101'))).not.toEqual([])
    expect(calendarFaults(feed.slice(0, -20))).not.toEqual([])
  })

  it.each(['ru', 'en', 'zh'])('the structured data for search engines, in %s', async locale => {
    const { code } = await aPremises()
    const nodesOf = async (path: string) => {
      const { $ } = renderedPage(await site.visit.get(path).expect(200))
      return (JSON.parse($('script[type="application/ld+json"]').text()) as { '@graph': Node[] })['@graph']
    }
    const nodes = [...(await nodesOf(`/${locale}`)), ...(await nodesOf(`/${locale}/premises/${code}`))]
    expect(nodes.map(node => node['@type']).flat()).toEqual(
      expect.arrayContaining(['Organization', 'WebSite', 'Accommodation', 'Product', 'BreadcrumbList']),
    )
    // The demonstration says how the office is reached, which belongs to its organisation.
    await site.services.programme.demonstration.seed()
    const told = await nodesOf(`/${locale}`)
    for (const node of [...nodes, ...told]) expect(await structuredDataFaults(node)).toEqual([])
    const premises = nodes.find(node => node['@type'].includes('Product'))!
    expect(await structuredDataFaults({ ...premises, opens: 'at ten' })).not.toEqual([])
    expect(await structuredDataFaults({ ...premises, name: undefined })).not.toEqual([])
    expect(await structuredDataFaults({ ...premises, '@type': 'Shop' })).not.toEqual([])
  })
})
