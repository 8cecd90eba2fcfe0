import { describe, expect, it } from 'vitest'
import { PremisesModel } from '#models/premises/premises.ts'
import { locales } from '#shared/texts/i18n.ts'
import { changeCatalogue } from '#features/premises/catalogue.ts'
import { aBuilding, aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const open = async (path: string) => renderedPage(await site.visit.get(path).expect(200))
type Page = Awaited<ReturnType<typeof open>>
const all = (page: Page, selector: string, attribute: string) =>
  page
    .$(selector)
    .map((_, element) => page.$(element).attr(attribute))
    .get()

const north = (offsetM: number) => ({ row: 'north' as const, offsetM, widthM: 8.4, depth: 'whole' as const })
const south = (offsetM: number) => ({ ...north(offsetM), row: 'south' as const })

/** Creates two buildings on the north side, two opposite, and a unit of each kind. */
async function aStreet() {
  const further = { offsetM: 131, lengthM: 126, depthM: 10 }
  await aBuilding({ code: 'A2', position: { row: 'north', ...further } })
  await aBuilding({ code: 'B2', position: { row: 'south', ...further } })
  await aPremises({ code: 'SFH-A-0102', position: north(18.4), status: 'let' })
  await aPremises({ code: 'SFH-A-0101', position: north(10), allowedUses: ['catering'] })
  await aPremises({ code: 'SFH-A-0103', position: north(26.8), availableFrom: '2031-05-01' })
  await aPremises({ code: 'SFH-A-0104', position: north(40), status: 'draft' })
  await aPremises({ code: 'SFH-A-0201', buildingCode: 'A2', position: north(140), status: 'paused' })
  await aPremises({ code: 'SFH-B-0101', buildingCode: 'B1', position: south(10), status: 'held' })
  await aPremises({ code: 'SFH-B-0201', buildingCode: 'B2', position: south(140) })
}

const said = {
  ru: [/^Схема, не чертёж/, 'Свободно с 1 мая 2031', 'Северная сторона'],
  en: [/^Schematic, not a survey/, 'Available from 1 May 2031', 'North side'],
  zh: [/^示意图，非立面测绘图/, '2031年5月1日起可入驻', '北侧'],
} as const

describe('the street elevation', () => {
  it('has a message while there are no buildings', async () => {
    const page = await open('/en/street')
    expect(page.$('.elevation')).toHaveLength(0)
    expect(page.main).toContain('no premises')
  })

  it.each(locales)('shows the public units of each building, as a drawing and a list, in %s', async locale => {
    await aStreet()
    const page = await open(`/${locale}/street`)
    const [note, later, side] = said[locale]
    expect(all(page, '[data-test=building] .building__stop', 'id')).toEqual(['A1', 'A2'])
    const codes = ['SFH-A-0101', 'SFH-A-0102', 'SFH-A-0103', 'SFH-A-0201']
    const hrefs = codes.map(code => `/${locale}/premises/${code}`)
    expect(all(page, '.elevation a', 'id')).toEqual(codes)
    expect(all(page, '.elevation a', 'href')).toEqual(hrefs)
    expect(all(page, '.building__list a', 'href')).toEqual(hrefs)
    // Besides a colour, each states its status, use and width in words.
    expect(page.$('#SFH-A-0103 title').text()).toContain(later)
    expect(page.$('#SFH-A-0101 title').text()).toMatch(
      /^SFH-A-0101\u00a0· \S.*\u00a0· \S.*\u00a0· 64[.,]5\D.*\u00a0· \S.*8[.,]4\D+$/,
    )
    expect(page.$('.building__list li').first().text()).toContain(
      page.$('#SFH-A-0101 title').text().split('\u00a0· ').slice(1).join('\u00a0· '),
    )
    expect(page.$('.walk__note').text()).toMatch(note)
    expect(page.$('section.walk').attr('aria-label')).toBe(side)
    expect(page.main).not.toContain('SFH-A-0104')
    expect(page.main).not.toMatch(/elevation\.|premises\.|undefined|NaN|style="/)
  })

  it('links from building to building and across the street, on the south side from its end', async () => {
    await aStreet()
    const page = await open('/en/street?building=b1')
    expect(all(page, '.elevation a', 'id')).toEqual(['SFH-B-0201', 'SFH-B-0101'])
    expect(all(page, '[data-test=building]:first-child .building__ways a', 'href')).toEqual([
      '#B1',
      '/en/street?building=A2#A2',
    ])
    expect(all(page, '[data-test=building]:last-child .building__ways a', 'href')).toEqual([
      '#B2',
      '/en/street?building=A1#A1',
    ])
    expect(page.$('link[rel=canonical]').attr('href')).toMatch(/\/en\/street\?building=B1$/)
    const beginning = await open('/en/street?building=nowhere')
    expect(all(beginning, '.elevation a', 'id')[0]).toBe('SFH-A-0101')
    expect(beginning.$('link[rel=canonical]').attr('href')).toMatch(/\/en\/street$/)
  })

  it('continues with the next kilometre of a longer street', async () => {
    await aStreet()
    await aBuilding({ code: 'A9', position: { row: 'north', offsetM: 1_010, lengthM: 120, depthM: 10 } })
    const page = await open('/en/street')
    expect(all(page, '[data-test=building]:last-child .building__ways a', 'href')).toContain(
      '/en/street?building=A9#A9',
    )
    const next = await open('/en/street?building=A9')
    expect(all(next, '.building__ways a', 'href')).toContain('/en/street?building=A2#A2')
    expect(next.$('[data-test=building]').text()).toContain('No unit is published here.')
  })

  it('shows a change to the next visitor', async () => {
    await aStreet()
    const state = async () => (await open('/en/street')).$('#SFH-A-0101').attr('class')
    expect(await state()).toBe('available')
    await changeCatalogue(revision =>
      PremisesModel.updateOne({ code: 'SFH-A-0101' }, { $set: { status: 'paused', intent: 'paused', revision } }),
    )
    expect(await state()).toBe('paused')
  })

  it('is linked from the page of a unit and from the plan, at the same place', async () => {
    await aStreet()
    const there = '/en/street?building=A2#SFH-A-0201'
    expect(all(await open('/en/premises/SFH-A-0201'), '[data-test=walk]', 'href')).toEqual([there])
    const walk = async (path: string) => all(await open(path), '[data-test=walk]', 'href')
    expect(await walk('/en/plan?zoom=2&at=144&here=SFH-A-0201')).toEqual([there])
    // A visitor who has moved on sees another part.
    expect(await walk('/en/plan?zoom=2&at=200&here=SFH-A-0101')).toEqual(['/en/street?building=A2#A2'])
    expect(await walk('/en/plan?here=SFH-A-0104')).toEqual(['/en/street'])
    expect(await walk('/en/plan?zoom=2&at=200')).toEqual(['/en/street?building=A2#A2'])
    expect(await walk('/en/plan')).toEqual(['/en/street'])
  })

  it('is drawn without the units that are not public', async () => {
    await aStreet()
    const { _id: _, ...unit } = await aPremises({ code: 'SFH-A-0199', status: 'archived', demo: true })
    await changeCatalogue(revision =>
      PremisesModel.insertMany(
        Array.from({ length: 601 }, (_, at) => ({ ...unit, code: `SFH-A-${String(100_000 + at)}`, revision })),
      ),
    )
    const page = await open('/en/street')
    expect(all(page, '.elevation a', 'id')).toEqual(['SFH-A-0101', 'SFH-A-0102', 'SFH-A-0103', 'SFH-A-0201'])
    expect(page.main).not.toContain('invented')
  })

  it('stays under 200 KB with a full side of the demonstration, and links buildings if units are too small', async () => {
    await site.services.street.demonstration.seed({})
    for (const building of ['A1', 'B1'])
      expect(Buffer.byteLength((await site.visit.get(`/ru/street?building=${building}`)).text)).toBeLessThan(200_000)
    const { _id: _, ...unit } = await aPremises({ code: 'SFH-A-0199' })
    await changeCatalogue(revision =>
      PremisesModel.insertMany(
        Array.from({ length: 601 }, (_, at) => ({ ...unit, code: `SFH-A-${String(100_000 + at)}`, revision })),
      ),
    )
    const page = await open('/en/street')
    expect(page.$('.elevation')).toHaveLength(0)
    expect(all(page, '.building__stays > p.muted a', 'href')[0]).toBe('/en/premises?building=A1')
  })
})
