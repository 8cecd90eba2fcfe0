import fc from 'fast-check'
import Handlebars from 'handlebars'
import { describe, expect, it } from 'vitest'
import { createMarker } from '#features/catalogue/plan/marks.ts'
import { parseQueryWords } from '#features/catalogue/search/text/query-words.ts'
import { createVocabulary } from '#features/catalogue/search/text/vocabulary.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const open = async (path: string) => renderedPage(await site.visit.get(encodeURI(path)).expect(200))
const bakery = () =>
  aPremises({
    code: 'SFH-A-0101',
    title: { ru: 'Пекарня с «горячей» витриной', en: 'Bakery with a café & a window', zh: '街角面包房' },
    summary: {},
    allowedUses: ['catering'],
  })

describe('a match of a search', () => {
  it.each([
    ['ru', 'пекарни витрины', ['Пекарня', 'витриной', 'Общепит']],
    ['ru', 'пекарян', ['Пекарня', 'Общепит']],
    ['ru', '0101', ['0101']],
    ['en', 'bakeries cafes', ['Bakery', 'café', 'Catering']],
    ['zh', '面包房', ['面包房', '餐饮']],
    ['zh', '房', ['房', '餐饮']],
    ['en', 'Startup Street', []],
  ])('is marked, in %s for %s, on cards and in the table', async (locale, q, marked) => {
    await bakery()
    for (const view of ['', '&view=table']) {
      const page = await open(`/${locale}/premises?q=${q}${view}`)
      const marks = page.$('#results :is(article, tr) mark')
      expect(marks.map((_, mark) => page.$(mark).text()).get(), view).toEqual(marked)
    }
  })

  it.each(['sfh a 0101', 'SFH A-0101', 'sfha0101', 'СФХ А 0101'])('is the only result for the code %j', async q => {
    await bakery()
    await aPremises({ code: 'SFH-A-0102', allowedUses: ['catering'] })
    await aPremises({ code: 'SFH-B-0101', buildingCode: 'B1', allowedUses: ['catering'] })
    const page = await open(`/ru/premises?q=${q}`)
    const found = page.links().filter(href => /\/premises\/SFH-\w-\d+$/.test(href))
    expect(new Set(found)).toEqual(new Set(['/ru/premises/SFH-A-0101']))
  })

  it('is named if it differs from the query', async () => {
    await bakery()
    const page = await open('/ru/premises?q=пикарня')
    expect(page.text('meant')).toBe('Показаны помещения по запросу «пекарня»: по запросу «пикарня» ничего нет.')
    expect((await open('/zh/premises?q=gtrfhyz')).text('meant')).toBe('没有找到“gtrfhyz”，以下是“пекарня”的结果。')
    expect((await open('/ru/premises?q=пекарня')).text('meant')).toBe('')
  })

  it('keeps the text unchanged when it is marked', () => {
    const vocabulary = createVocabulary()
    vocabulary.add(['магазин', 'shop', 'amp', 'lt', '商店', '店铺', 'a1'])
    const word = fc.constantFrom(
      'магазины',
      'Shop',
      'amp',
      'lt',
      '商店铺',
      '店',
      'SFH-A-0107',
      'sfh-a',
      '<b>',
      '&amp;',
      '"x"',
      ' ',
    )
    const text = fc.array(fc.oneof(word, fc.string({ unit: 'grapheme', maxLength: 3 }))).map(parts => parts.join(''))
    fc.assert(
      fc.property(text, text, (query, title) => {
        const marker = createMarker(parseQueryWords(query, vocabulary), { t: key => key })
        const escaped = Handlebars.escapeExpression(title)
        expect((marker?.inText(title) ?? escaped).replace(/<\/?mark>/g, '')).toBe(escaped)
      }),
    )
  })
})

describe('a search without words', () => {
  it.each([
    ['ru', 'Сейчас не свободно: 2 помещения'],
    ['en', '2 units are not available now'],
    ['zh', '以下2处目前不可申请'],
  ])('begins with the available units, and marks in %s where the others begin', async (locale, sentence) => {
    await aPremises({ code: 'SFH-A-0101', status: 'let' })
    await aPremises({ code: 'SFH-A-0102' })
    await aPremises({ code: 'SFH-A-0103', status: 'held' })
    for (const view of ['cards', 'table']) {
      const page = await open(`/${locale}/premises?sort=code&view=${view}`)
      const order = page.$('#results :is(article, tbody tr:has(a)), #results [data-test="rest"]')
      const shown = order.map((_, one) => /SFH-A-\d+/.exec(page.$(one).text())?.[0] ?? page.$(one).text()).get()
      expect(shown, view).toEqual(['SFH-A-0102', sentence, 'SFH-A-0101', 'SFH-A-0103'])
    }
    expect((await open(`/${locale}/premises?status=available`)).text('rest')).toBe('')
    const taken = await open(`/${locale}/premises?status=let&status=held&view=table`)
    expect(taken.$('#results tbody tr:has(a)')).toHaveLength(2)
    expect(taken.text('rest')).toBe(sentence)
    expect(taken.$('#results tbody:not(:has(tr))')).toHaveLength(0)
  })
})

describe('a search without a match', () => {
  it.each(['ru', 'en', 'zh'])('links in %s to a search with one condition less, with the right count', async locale => {
    await bakery()
    for (const floor of [1, 2, 2]) await aPremises({ allowedUses: ['office'], areaUsableSqM: 40, floor })
    const none = await open(`/${locale}/premises?use=office&maxArea=50&floor=3&feature=water`)
    expect(none.cards()).toEqual([])
    const links = none.$('[data-test="relaxed"] li')
    expect(links).toHaveLength(1)
    const promised = /\d+/.exec(links.find('.muted').text())?.[0]
    expect(promised).toBe('3')
    const more = await open(links.find('a').attr('href') ?? '')
    expect(more.cards()).toHaveLength(3)
    expect(more.$('.chip')).toHaveLength(3)
  })
})

describe('the filters', () => {
  it('show the distribution of area and frontage, with the chosen part highlighted', async () => {
    for (const areaUsableSqM of [20, 60, 61, 150]) await aPremises({ areaUsableSqM, frontageM: areaUsableSqM / 10 })
    const page = await open('/ru/premises?minArea=50&maxArea=100&maxFrontage=100')
    const [area, frontage] = page.$('.bars').toArray()
    const bars = (svg: typeof area, part: string) => page.$(svg).find(part).attr('d')?.split('M').length ?? 0
    expect(page.$(area).attr('aria-label')).toBe('Сколько помещений какой площади')
    expect(page.$(frontage).attr('aria-label')).toBe('Сколько помещений с каким фронтом')
    expect(bars(area, '.bars__in') + bars(area, '.bars__out')).toBe(15 + 2)
    expect(bars(area, '.bars__in')).toBe(6 + 1)
    expect(bars(frontage, '.bars__in')).toBe(15 + 1)
  })

  it('require all features at once, but any of the uses', async () => {
    await aPremises({ code: 'SFH-A-0101', allowedUses: ['office'], gas: true })
    await aPremises({ code: 'SFH-A-0102', allowedUses: ['retail'], gas: true, stepFree: true })
    await aPremises({ code: 'SFH-A-0103', allowedUses: ['catering'], gas: true, stepFree: true })
    const codes = async (query: string) =>
      (await open(`/en/premises?sort=code&${query}`))
        .links()
        .filter(href => /\/SFH-/.test(href))
        .map(href => href.slice(-2))
    expect([...new Set(await codes('feature=gas&feature=step_free'))]).toEqual(['02', '03'])
    expect([...new Set(await codes('use=office&use=retail'))]).toEqual(['01', '02'])
    expect([...new Set(await codes('use=office&use=retail&feature=step_free'))]).toEqual(['02'])
  })
})
