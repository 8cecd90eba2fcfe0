import { beforeEach, describe, expect, it } from 'vitest'
import { aPremises } from '#tests/factories/premises.ts'
import { renderedPage } from '#tests/support/rendered-page.ts'
import { useSite } from '#tests/support/site.ts'

const site = useSite()
const follow = async (href = '') => renderedPage(await site.visit.get(href).expect(200))
const open = (path: string) => follow(encodeURI(path))
type Page = Awaited<ReturnType<typeof open>>
const chipsOf = (page: Page) =>
  page
    .$('.chip')
    .map((_, chip) => page.$(chip).text())
    .get()
const codesOn = (page: Page) =>
  page
    .$('article.card input[name=code]')
    .map((_, box) => page.$(box).attr('value'))
    .get()
const chip = (page: Page, label: string) =>
  page
    .$('.chip')
    .filter((_, one) => page.$(one).text() === label)
    .attr('href') ?? ''

/** A café that matches, one that is too large, one without extraction, an office that is called a café, and a shop. */
beforeEach(async () => {
  const cafe = { allowedUses: ['catering' as const], extraction: true, title: { ru: 'Зал' }, summary: {} }
  await aPremises({ ...cafe, code: 'SFH-A-0101', areaUsableSqM: 50 })
  await aPremises({ ...cafe, code: 'SFH-A-0102', areaUsableSqM: 90 })
  await aPremises({ ...cafe, code: 'SFH-A-0103', areaUsableSqM: 55, extraction: false })
  await aPremises({
    ...cafe,
    code: 'SFH-A-0104',
    areaUsableSqM: 40,
    allowedUses: ['office'],
    title: { ru: 'Кафе у вокзала' },
  })
  await aPremises({ ...cafe, code: 'SFH-A-0105', areaUsableSqM: 50, allowedUses: ['retail'], floor: 2 })
})

describe('a query in the search box', () => {
  it.each([
    ['ru', 'кафе с вытяжкой до 60 м²', ['до 60\u00a0м²', 'Общепит', 'Вытяжка']],
    ['en', 'café with extraction up to 60 m²', ['up to 60\u00a0m²', 'Catering', 'Extraction']],
    ['zh', '咖啡馆，带排烟，60平以内', ['60平方米以下', '餐饮', '排烟']],
  ])('becomes conditions, each of which can be removed: %s', async (locale, q, chips) => {
    const page = await open(`/${locale}/premises?q=${q}`)
    expect(chipsOf(page)).toEqual(chips)
    expect(codesOn(page)).toContain('SFH-A-0101')
    expect(codesOn(page)).not.toContain('SFH-A-0102')
    expect(codesOn(page)).not.toContain('SFH-A-0103')
    expect(page.value('q')).toBe(q)
    const larger = await follow(chip(page, chips[0] ?? ''))
    expect(chipsOf(larger)).toEqual(chips.slice(1))
    expect(codesOn(larger).toSorted()).toEqual(['SFH-A-0101', 'SFH-A-0102'])
  })

  it('finds units by their names', async () => {
    expect(codesOn(await open('/ru/premises?q=кафе')).toSorted()).toEqual([
      'SFH-A-0101',
      'SFH-A-0102',
      'SFH-A-0103',
      'SFH-A-0104',
    ])
    expect(codesOn(await open('/ru/premises?q=SFH-A-0105'))).toEqual(['SFH-A-0105'])
    expect(codesOn(await open('/ru/premises?q=улица стартапов'))).toHaveLength(5)
  })

  it('remains a text search where it is not understood, and can become one entirely', async () => {
    const page = await open('/ru/premises?q=кафе у вокзала')
    expect(chipsOf(page)).toEqual(['«вокзала»', 'Общепит'])
    expect(codesOn(page)).toEqual(['SFH-A-0104'])
    const plain = await follow(page.$('[data-test=read] a').attr('href'))
    expect(chipsOf(plain)).toEqual(['«кафе у вокзала»'])
    expect(plain.value('q')).toBe('кафе у вокзала')
    const back = await follow(plain.$('[data-test=read] a').attr('href'))
    expect(chipsOf(back)).toEqual(['«вокзала»', 'Общепит'])
  })

  it('sets the order, and the page names the words that are no condition', async () => {
    const page = await open('/ru/premises?q=самый большой зал под кафе на 40 мест')
    expect(page.text('read')).toContain('40 мест')
    expect(chipsOf(page)).toContain('Сначала большие')
    const [first] = codesOn(await open('/ru/premises?q=самое большое кафе'))
    expect(first).toBe('SFH-A-0102')
  })

  it('finds its words in texts if no unit meets the conditions', async () => {
    await aPremises({ code: 'SFH-A-0106', summary: { ru: 'Во дворе стоянка.' }, allowedUses: ['office'] })
    const page = await open('/ru/premises?q=стоянка')
    expect(codesOn(page)).toEqual(['SFH-A-0106'])
    expect(page.text('read')).toBe('По условиям ничего нет. Показаны помещения, в описании которых есть эти слова.')
  })

  it('without a result leads to suggestions of what to leave out', async () => {
    const page = await open('/ru/premises?q=кафе с вытяжкой до 20 м²')
    expect(codesOn(page)).toEqual([])
    const first = page.$('[data-test=relaxed] li').first()
    expect(first.text()).toBe('до 20\u00a0м² — найдутся 2 помещения')
    expect(codesOn(await follow(first.find('a').attr('href')))).toHaveLength(2)
  })

  it('means the same in a feed, in the open data and on the plan', async () => {
    const { body } = await site.visit.get(encodeURI('/api/v1/premises?q=кафе с вытяжкой до 60 м²')).expect(200)
    expect((body as { items: { code: string }[] }).items.map(({ code }) => code)).toEqual(['SFH-A-0101', 'SFH-A-0104'])
    const feed = await site.visit.get(encodeURI('/ru/premises.atom?q=кафе с вытяжкой до 60 м²')).expect(200)
    expect(feed.text.match(/<entry>/g)).toHaveLength(2)
    expect((await open('/ru/plan?q=кафе с вытяжкой до 60 м²')).main).toContain(
      'Подсвечены 2 подходящих до 60 м² Общепит Вытяжка',
    )
  })
})

describe('a limit of the monthly cost', () => {
  const cost = (yuan: number) => ({
    managementFeePerSqMMonthFen: yuan,
    heatingFeePerSqMSeasonFen: 0,
    areaUsableSqM: 100,
  })

  it('can be set in the form, in words and in the open data', async () => {
    await aPremises({ ...cost(1_500), code: 'SFH-B-0101', allowedUses: ['warehouse'] })
    await aPremises({ ...cost(2_500), code: 'SFH-B-0102', allowedUses: ['warehouse'] })
    for (const query of ['use=warehouse&maxMonthly=1500', 'q=склад до 1 500 юаней в месяц']) {
      const page = await open(`/ru/premises?${query}`)
      expect(codesOn(page), query).toEqual(['SFH-B-0101'])
      expect(chipsOf(page)).toContain('до ¥1\u00a0500 в\u00a0месяц')
      expect(page.$('.filters [name=maxMonthly]').attr('value')).toBe('1500')
    }
    const { body } = await site.visit.get('/api/v1/premises?use=warehouse&maxMonthly=1500').expect(200)
    expect((body as { items: unknown[] }).items).toHaveLength(1)
    const none = await open('/ru/premises?use=warehouse&maxMonthly=1000')
    expect(none.text('relaxed')).toContain('в месяц — найдутся 2 помещения')
  })
})

describe('a query above the results', () => {
  it('keeps the chosen conditions and leads to one clean address', async () => {
    const page = await open('/ru/premises?use=catering&minArea=30&sort=large')
    const kept = page.$('#ask [name=with]').attr('value') ?? ''
    const query = new URLSearchParams({ q: 'вытяжка', with: kept })
    const { headers } = await site.visit.get(`/ru/premises?${query.toString()}`).expect(302)
    expect(headers['location']).toBe(
      `/ru/premises?${new URLSearchParams({ q: 'вытяжка', use: 'catering', minArea: '30', sort: 'large' }).toString()}`,
    )
    expect(codesOn(await follow(headers['location']))).toEqual(['SFH-A-0102', 'SFH-A-0101'])
  })
})
