import mongoose from 'mongoose'
import { afterEach, describe, expect, it } from 'vitest'
import { commonestSearches } from '#bench/searches.ts'
import { BuildingModel } from '#models/premises/building.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { PremisesTextModel } from '#models/premises/premises-text.ts'
import { premisesSearch } from '#features/catalogue/browse/input.ts'
import { buildingsService } from '#features/listings/buildings-service.ts'
import { changeCatalogue } from '#features/premises/catalogue.ts'
import { derivedOf } from '#features/premises/rules.ts'
import { noFilter, type PremisesFilter } from '#features/catalogue/search/filter.ts'
import { storeTexts } from '#features/premises/text/texts.ts'
import { renderCards } from '#features/catalogue/card.ts'
import { catalogueService } from '#features/catalogue/service.ts'
import { demonstrationStreet } from '#features/street/demonstration/service.ts'
import { translatorFor } from '#shared/texts/i18n.ts'
import { migration } from '#server/migrations/2026-11-25-words-in-the-index.ts'
import { aBuilding, aPremises } from '../factories/premises.ts'
import { testClock } from '../support/clock.ts'
import { useDatabase } from '../support/database.ts'
import { testLog } from '../support/log.ts'

describe('the search for units by words', () => {
  useDatabase()
  const catalogue = catalogueService({ clock: testClock() })
  const find = async (q: string, filter: Partial<PremisesFilter> = {}) => {
    const found = await catalogue.search({ filter: { ...noFilter, ...filter, q }, sort: 'relevance', page: 1 })
    return found.items.map(({ code }) => code)
  }
  const bakery = () =>
    aPremises({
      code: 'SFH-A-0101',
      title: { ru: 'Тёплая пекарня на углу', en: 'Corner bakery', zh: '街角面包房' },
      summary: { ru: 'Печь остаётся.', en: 'The oven stays.', zh: '烤炉保留。' },
      description: { ru: 'Во дворе стоянка для машин.', en: 'Lorries park in the yard.', zh: '院内可停车。' },
      allowedUses: ['catering'],
    })

  it.each([
    ['inflected', 'пекарни'],
    ['inflected', 'bakeries'],
    ['begun', 'пек'],
    ['ё as е', 'теплая'],
    ['in upper case', 'ПЕКАРНЯ'],
    ['in the summary', 'печью'],
    ['in the description', 'стоянки'],
    ['in Chinese without spaces', '街角面包房'],
    ['in Chinese, words put together', '面包房烤炉'],
    ['one Chinese character', '烤'],
    ['with a slip', 'пикарня'],
    ['with two neighbours swapped', 'bakrey'],
    ['on the wrong keyboard', 'gtrfhyz'],
    ['by its use, though no text says so', 'кафе'],
    ['by its use in another language', '餐饮'],
    ['by the street', 'улице стартапов'],
    ['by the street in Chinese', '创业街'],
    ['by the building', 'a1'],
    ['by the building, its letter Russian', 'корпус А1'],
    ['by its code', 'SFH-A-0101'],
    ['by a part of its code', '0101'],
    ['by the beginning of its code', 'sfh-a-01'],
    ['by words of three languages at once', 'пекарня oven 院内'],
  ])('finds a unit %s: %s', async (_how, q) => {
    await bakery()
    await aPremises({
      code: 'SFH-B-0202',
      buildingCode: 'B2',
      title: { ru: 'Склад' },
      summary: {},
      allowedUses: ['warehouse'],
    })
    await BuildingModel.updateOne({ code: 'B2' }, { $set: { terms: ['b2/c'] } })
    expect(await find(q)).toEqual(['SFH-A-0101'])
  })

  it.each(['зонтик', 'пекарня зонтик', 'склад', 'SFH-A-0109', '9999', '创业鞋店', 'пе карня'])(
    'does not find a unit by %s',
    async q => {
      await bakery()
      expect(await find(q)).toEqual([])
    },
  )

  it.each([
    ['retail', '服装店 母婴用品店 药店 超市 аптеку одежды цветы pharmacy clothing flowers'],
    ['catering', '火锅店 奶茶店 餐馆 чайная шашлычную diner takeaway'],
    ['services', '美容院 洗衣店 маникюр красоты laundry beauty'],
    ['workshop', '加工厂 工厂 цех сборку factory assembly'],
    ['warehouse', '绥芬河仓库 冷库 хранение logistics'],
  ] as const)('finds a unit for each trade: %s', async (use, trades) => {
    await aBuilding({ address: { ru: 'Суйфэньхэ', en: 'Suifenhe', zh: '绥芬河市创业街' } })
    await aPremises({ code: 'SFH-A-0101', title: { ru: 'Зал' }, summary: {}, allowedUses: [use] })
    await aPremises({ code: 'SFH-A-0102', title: { ru: 'Зал' }, summary: {}, allowedUses: ['office'] })
    for (const trade of trades.split(' ')) expect(await find(trade), trade).toEqual(['SFH-A-0101'])
  })

  it('finds everything for a query without words', async () => {
    await bakery()
    for (const q of ['', '!!!', '.*', ' ']) expect(await find(q)).toEqual(['SFH-A-0101'])
  })

  it('ranks title before use before text, whole words before beginnings, and the newest first among equals', async () => {
    const rest = { summary: {}, allowedUses: ['office' as const] }
    await aPremises({
      code: 'SFH-A-0101',
      title: { ru: 'Зал' },
      summary: { ru: 'Рядом магазин.' },
      allowedUses: ['office'],
    })
    await aPremises({ ...rest, code: 'SFH-A-0102', title: { ru: 'Магазинчик' } })
    await aPremises({ ...rest, code: 'SFH-A-0103', title: { ru: 'Магазин' }, publishAt: new Date('2026-01-01') })
    await aPremises({ ...rest, code: 'SFH-A-0104', title: { ru: 'Магазин' }, publishAt: new Date('2026-02-01') })
    await aPremises({ code: 'SFH-A-0105', title: { ru: 'Зал' }, summary: {}, allowedUses: ['retail'] })
    expect(await find('магазин')).toEqual(['SFH-A-0104', 'SFH-A-0103', 'SFH-A-0105', 'SFH-A-0102', 'SFH-A-0101'])
  })

  it('keeps the other filters, and shows what each excludes if nothing is left', async () => {
    await bakery()
    await aPremises({ code: 'SFH-A-0102', title: { ru: 'Пекарня' }, allowedUses: ['catering'], gas: true, floor: 2 })
    expect(await find('пекарня', { feature: ['gas', 'water'] })).toEqual(['SFH-A-0102'])
    const filter = { ...noFilter, q: 'пекарня', feature: ['gas', 'step_free'] as const, floor: 1 }
    const none = await catalogue.search({ filter, sort: 'relevance', page: 1 })
    expect(none.total).toBe(0)
    expect(none.relaxations).toEqual([])
    const one = await catalogue.search({ filter: { ...filter, floor: 2 }, sort: 'relevance', page: 1 })
    expect(one.relaxations).toEqual([{ part: 'feature', feature: 'step_free', count: 1 }])
    const word = await catalogue.search({
      filter: { ...noFilter, q: 'дирижабль', maxArea: 70 },
      sort: 'relevance',
      page: 1,
    })
    expect(word.relaxations).toEqual([{ part: 'words', count: 2 }])
  })

  it('finds a new word at once, and an old one no longer', async () => {
    const shop = await aPremises({ code: 'SFH-A-0101', title: { ru: 'Лавка' } })
    expect(await find('дирижабль')).toEqual([])
    const title = { ru: 'Дирижабль' }
    await storeTexts([{ title }])
    await changeCatalogue(revision => {
      const { texts } = derivedOf({ ...shop, title })
      return PremisesModel.updateOne({ _id: shop._id }, { $set: { title, texts, revision } })
    })
    expect(await find('дирижабли')).toEqual(['SFH-A-0101'])
    expect(await find('лавка')).toEqual(['SFH-A-0101'])
    expect(await find('лавка дирижабль', { use: ['office'] })).toEqual([])
  })

  it('finds the units of a building by its new address', async () => {
    await bakery()
    const { code, version, zone, name, floors, yearBuilt, structure, position } = await aBuilding()
    const address = { ru: 'Лесная улица, 5', en: '', zh: '' }
    const facts = { zone, name, address, floors, yearBuilt, structure, position, latitude: 44, longitude: 131 }
    const by = { id: '0123456789abcdef01234567', name: '王芳' }
    await buildingsService({ clock: testClock() }).edit({ code, version, facts, by, reason: '' })
    expect(await find('лесная')).toEqual(['SFH-A-0101'])
    expect(await find('стартапов')).toEqual([])
  })

  it('adds the search terms to stored units, once', async () => {
    await bakery()
    await PremisesModel.collection.updateMany({}, { $unset: { texts: '' }, $set: { keywords: 'x' } })
    await BuildingModel.collection.updateMany({}, { $unset: { terms: '' } })
    await PremisesTextModel.deleteMany({})
    const { db } = mongoose.connection
    for (const time of ['first', 'again']) {
      await migration.up({ db: db!, log: testLog() })
      expect(await find('пекарни улица'), time).toEqual(['SFH-A-0101'])
    }
    const stored = await PremisesModel.collection.findOne({ code: 'SFH-A-0101' })
    expect(stored).not.toHaveProperty('keywords')
    expect(stored?.['texts']).toHaveLength(9)
  })
})

describe('a database query of a search', () => {
  useDatabase()
  afterEach(() => mongoose.set('debug', false))

  const byWords = ['q=витрины вход', 'q=咖啡馆', 'q=SFH-A-0107', 'q=улица', 'q=скалд', 'q=корпус B2&floor=1']

  type Question = { collection: string; method: string; args: unknown[] }

  it('uses indexes, for the ten commonest searches', async () => {
    const clock = testClock()
    await demonstrationStreet({ clock }).seed({ premises: 1_000 })
    const asked: Question[] = []
    mongoose.set('debug', (collection: string, method: string, ...args: unknown[]) => {
      asked.push({ collection, method, args })
    })
    const catalogue = catalogueService({ clock })
    await catalogue.search({ filter: noFilter, sort: 'new', page: 1 })
    // The start reads the whole catalogue once; what follows are searches.
    expect(asked.some(({ method }) => method === 'distinct')).toBe(true)
    const vocabulary = asked.filter(({ method }) => method === 'distinct')
    asked.length = 0

    let found = 0
    for (const address of [...Object.values(commonestSearches), ...byWords]) {
      const search = premisesSearch.parse(Object.fromEntries(new URLSearchParams(address)))
      const { items, total } = await catalogue.search(search)
      await catalogue.cards(items.map(({ id }) => id))
      found += Number(total > 0)
    }
    expect(Object.keys(commonestSearches)).toHaveLength(10)
    expect(found).toBe(10 + byWords.length)

    const questions = [...vocabulary, ...asked]
    expect(questions.length).toBeGreaterThan(20)
    for (const question of questions)
      expect(await stagesOf(question), JSON.stringify(question)).toEqual(expectedStages())
  })

  it('is made once for simultaneous visitors with the same search, and not again later', async () => {
    await aPremises({ code: 'SFH-A-0101', title: { ru: 'Пекарня', en: 'Bakery', zh: '面包房' } })
    const catalogue = catalogueService({ clock: testClock() })
    const search = (minArea?: number) =>
      catalogue.search({ filter: { ...noFilter, q: 'пекарня', ...(minArea ? { minArea } : {}) }, sort: 'new', page: 1 })
    await catalogue.search({ filter: noFilter, sort: 'new', page: 1 })

    const asked: string[] = []
    mongoose.set('debug', (collection: string, method: string, ...args: unknown[]) => {
      if (/terms/.test(JSON.stringify(args))) asked.push(`${collection}.${method} ${JSON.stringify(args)}`)
    })
    const found = await Promise.all(Array.from({ length: 20 }, () => search()))
    expect(found.map(({ total }) => total)).toEqual(Array(20).fill(1))
    expect(asked.length).toBeGreaterThan(1)
    expect(asked).toEqual([...new Set(asked)])

    asked.length = 0
    // Another search with the same word.
    expect((await search(10)).total).toBe(1)
    expect(asked).toEqual([])
  })

  it('is made once for the cards that several visitors see for the first time', async () => {
    await aPremises({ code: 'SFH-A-0101' })
    const catalogue = catalogueService({ clock: testClock() })
    const { items } = await catalogue.search({ filter: noFilter, sort: 'new', page: 1 })
    const asked: string[] = []
    mongoose.set('debug', (collection: string, method: string) => void asked.push(`${collection}.${method}`))
    const reader = { locale: 'en' as const, t: translatorFor('en'), rate: null }
    const visitors = Array.from({ length: 20 }, () => renderCards(reader, items, catalogue, new Set()))
    const cards = await Promise.all(visitors)
    expect(new Set(cards.map(([card]) => card)).size).toBe(1)
    expect(String(cards[0]?.[0])).toContain('SFH-A-0101')
    expect(asked).toEqual(['premises.find'])
  })

  const inIndexes = ['IXSCAN', 'DISTINCT_SCAN', 'IDHACK', 'EXPRESS_IXSCAN', 'EXPRESS_CLUSTERED_IXSCAN', 'EOF']
  const expectedStages = (): unknown =>
    expect.toSatisfy((stages: string[]) => stages.length > 0 && stages.every(one => inIndexes.includes(one)))

  /** Returns the stages that read data in the query plan. */
  async function stagesOf({ collection, method, args }: Question): Promise<string[]> {
    const { db } = mongoose.connection
    const plan: unknown = await db!.command({ explain: commandOf(collection, method, args), verbosity: 'queryPlanner' })
    const stages = [...JSON.stringify(plan).matchAll(/"stage":"([A-Z_]+)"/g)].map(([, stage]) => stage ?? '')
    return stages.filter(stage => stage === 'EOF' || stage === 'IDHACK' || /SCAN|EXPRESS/.test(stage))
  }

  function commandOf(collection: string, method: string, [first, second]: unknown[]): Record<string, unknown> {
    if (method === 'distinct') return { distinct: collection, key: first }
    if (method === 'aggregate') return { aggregate: collection, pipeline: first, cursor: {} }
    if (method === 'find' || method === 'findOne') {
      const { projection, sort } = (second ?? {}) as { projection?: unknown; sort?: unknown }
      return { find: collection, filter: first, ...(projection ? { projection } : {}), ...(sort ? { sort } : {}) }
    }
    throw new Error(`a search asks by ${method}, which this test cannot explain`)
  }
})
