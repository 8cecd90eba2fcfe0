import { describe, expect, it } from 'vitest'
import { addressParts } from '#features/catalogue/directions/view.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { typedInto } from '../support/staff-form.ts'

const settingsPath = '/en/staff/settings/office'
const set = {
  officePhone: '+86 453 392-0000',
  addressZh: '绥芬河市创业街1号',
  addressRu: 'Суйфэньхэ, улица Стартапов, 1',
  streetPoint: '44.3962, 131.129',
  borderMetres: '2400',
  borderMinutes: '10',
  borderAtM: '0',
  borderRu: 'На такси от таможни.',
  busMetres: '150',
}

it('a Chinese address breaks its lines after one of its parts', () => {
  const parts = addressParts('绥芬河市边境经济合作区创业街北侧A1号楼2层')
  expect(parts).toEqual(['绥芬河市', '边境经济合作区', '创业街', '北侧', 'A1号楼', '2层'])
  expect(addressParts('绥芬河市创业街')).toEqual(['绥芬河市', '创业街'])
})

describe('the directions to the street', () => {
  const site = useSite()
  async function save(values: Record<string, string>) {
    const person = await site.as(await aColleague('administrator'))
    const typed = typedInto(await person.get(settingsPath).expect(200), values, '.settings-form')
    return person.post(settingsPath).type('form').send(typed)
  }
  const pageOf = async (path: string) => renderedPage(await site.visit.get(path).expect(200))

  it.each(locales)('leave out what is not set, and name a contact, in %s', async locale => {
    const page = await pageOf(`/${locale}/how-to-get-there`)
    expect(page.$('[data-test=ways], [data-test=point], [data-test=card]')).toHaveLength(0)
    expect(page.links()).toContain(`/${locale}/contact`)
    const { code } = await aPremises({ code: 'SFH-A-0107' })
    const one = await pageOf(`/${locale}/premises/${code}`)
    expect(one.$('[data-test=ways]')).toHaveLength(0)
    expect(one.$('footer a[href$="/how-to-get-there"]')).toHaveLength(0)
  })

  it.each([
    ['ru', 'Суйфэньхэ', 'суй фэнь хэ ши чуан е цзе 1 хао', '2,4 км, 10 мин на машине'],
    ['en', '', 'sui fen he shi chuang ye jie 1 hao', '2.4 km, 10 min by car'],
    ['zh', '绥芬河', '', '2.4公里、乘车10分钟'],
  ])('include a card for the driver and maps, in %s', async (locale, own, reading, far) => {
    expect((await save(set)).status).toBe(303)
    const page = await pageOf(`/${locale}/how-to-get-there`)
    expect(page.text('ways').replaceAll(' ', ' ')).toContain(far)
    expect(page.text('card')).toContain('绥芬河市创业街1号')
    expect(page.text('card')).toContain(own)
    expect(page.text('card')).toContain('+86 453 392-0000')
    expect(page.text('reading')).toBe(reading)
    expect(page.text('point')).toContain('44.39620, 131.12900')
    const maps = page.links().filter(href => href.startsWith('https://'))
    expect(maps).toEqual([
      'https://yandex.ru/maps/?pt=131.129,44.3962&z=17&l=map',
      'https://2gis.ru/geo/131.129,44.3962',
      `https://uri.amap.com/marker?position=131.129%2C44.3962&name=${encodeURIComponent('绥芬河市创业街1号')}&src=startup-street&coordinate=wgs84&callnative=1`,
    ])
    expect(page.$('footer a[href$="/how-to-get-there"]')).toHaveLength(1)
    expect(page.$('[src^="http"], link[rel=stylesheet][href^="http"], iframe')).toHaveLength(0)
  })

  it('lead to the building of a unit, marked on the drawing with the point of arrival', async () => {
    await save(set)
    const { code } = await aPremises({ code: 'SFH-A-0107' })
    const premises = await pageOf(`/ru/premises/${code}`)
    expect(premises.text('directions')).toContain('На такси от таможни.')
    expect(premises.text('directions')).toMatch(/Потом .+ по улице/)
    expect(premises.links()).toContain(`/ru/how-to-get-there?premises=${code}`)
    const found = await site.services.catalogue.byCode(code)
    const [longitude = 0, latitude = 0] = found?.building.point.coordinates ?? []
    const page = await pageOf(`/ru/how-to-get-there?premises=${code}`)
    expect(page.text('point')).toContain(`${latitude.toFixed(5)}, ${longitude.toFixed(5)}`)
    expect(page.text('card')).toContain(found?.building.address.zh)
    expect(page.text('card')).toContain(code)
    expect(page.$('.plan .pin')).toHaveLength(1)
    expect(page.$('.plan .arrival text').text()).toBe('1')
    expect(page.$('meta[name=robots]').attr('content')).toBe('noindex')
  })

  it('are those of the street for a hidden or unknown unit', async () => {
    await save(set)
    for (const odd of ['SFH-A-9999', '%3Cscript%3E', 'x&premises=y']) {
      const page = await pageOf(`/en/how-to-get-there?premises=${odd}`)
      expect(page.heading).toBe('How to get there')
    }
  })

  it.each([
    ['streetPoint', '131.129, 44.3962'],
    ['borderMetres', 'two km'],
    ['busMinutes', '-1'],
  ])('cannot be saved with the %s “%s”', async (name, value) => {
    const refused = await save({ ...set, [name]: value })
    expect(refused.status).toBe(422)
    expect(
      renderedPage(refused)
        .errors()
        .map(({ field }) => field),
    ).toEqual([name])
  })
})
