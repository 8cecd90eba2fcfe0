import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { publicContent } from '#outside/public-content.ts'
import { IncentiveModel, type Incentive } from '#models/incentives/incentive.ts'
import { ZoneModel } from '#models/incentives/zone.ts'
import { incentivesService } from '#features/incentives/service.ts'
import { startingIncentives, startingZones } from '#features/incentives/starting-content/index.ts'
import { before, migration } from '#server/migrations/2026-12-09-who-may-apply-in-the-texts-of-the-beginning.ts'
import { locales } from '#shared/texts/i18n.ts'
import { testClock } from '../support/clock.ts'
import { testLog } from '../support/log.ts'
import { useDatabase } from '../support/database.ts'

const scripts = { ru: /[а-яё]/i, en: /[a-z]/i, zh: /\p{Script=Han}/u }

describe('the starting content of a new installation', () => {
  useDatabase()

  it('includes the eight incentives and the zones, published', async () => {
    await incentivesService({
      clock: testClock(),
      content: publicContent({ clock: testClock() }),
    }).seedStartingContent()
    const slugs = (await IncentiveModel.find({ status: 'published' }).lean()).map(({ slug }) => slug).sort()
    expect(slugs).toEqual([
      'border-residents-allowance',
      'cross-border-payments',
      'duty-free-components',
      'e-commerce-pilot-zones',
      'rent-free-three-years',
      'small-profit-enterprise-tax',
      'small-taxpayer-vat',
      'visa-free-entry',
    ])
    expect(await ZoneModel.countDocuments()).toBe(4)
  })

  it('can be created repeatedly and by several processes without changing edited texts', async () => {
    const service = incentivesService({ clock: testClock(), content: publicContent({ clock: testClock() }) })
    await Promise.all([service.seedStartingContent(), service.seedStartingContent()])
    await IncentiveModel.updateOne({ slug: 'rent-free-three-years' }, { 'title.en': 'Ours', status: 'draft' })
    await service.seedStartingContent()
    expect(await IncentiveModel.countDocuments()).toBe(startingIncentives.length)
    const kept = await IncentiveModel.findOne({ slug: 'rent-free-three-years' }).lean()
    expect(kept).toMatchObject({ title: { en: 'Ours' }, status: 'draft' })
  })

  it('is complete in three languages, each in its own script', () => {
    const texts = [
      ...startingIncentives.flatMap(({ title, summary, body, eligibility, note }) => [
        title,
        summary,
        body,
        eligibility,
        ...(note ? [note] : []),
      ]),
      ...startingZones.flatMap(({ name, summary, facts }) => [
        name,
        summary,
        ...facts.flatMap(({ text, note }) => (note ? [text, note] : [text])),
      ]),
    ]
    for (const text of texts) {
      for (const language of ['ru', 'en', 'zh'] as const) expect(text[language]).toMatch(scripts[language])
      expect(text.en).not.toMatch(/[а-яё]/i)
      expect(text.zh).not.toMatch(/[а-яё]/i)
    }
  })

  it('does not repeat errors of the source', () => {
    const everything = JSON.stringify([startingIncentives, startingZones])
    expect(everything).not.toMatch(/biggest province|Lake Baikal|Байкал|贝加尔|1920|15 million|1500万/i)
    const bridge = startingZones.find(({ slug }) => slug === 'heihe')?.facts.find(({ key }) => key === 'bridge')
    expect(bridge?.text.en).toContain('Blagoveshchensk')
    expect(bridge?.text.en).not.toContain('Nizhneleninskoye')
    expect(bridge?.note?.en).toContain('corrected')
  })

  it('marks unconfirmed facts', () => {
    const unconfirmed = startingIncentives.filter(({ confirmed }) => !confirmed).map(({ slug }) => slug)
    expect(unconfirmed).toEqual(['rent-free-three-years'])
    const facts = startingZones.flatMap(({ facts }) => facts).filter(({ confirmed }) => confirmed === false)
    expect(facts.map(({ key }) => key)).toEqual(['fourteen-countries', 'street-rent-free', 'cableway'])
  })
})

describe('an outdated starting text', () => {
  useDatabase()
  const slug = 'rent-free-three-years'
  const today = startingIncentives.find(one => one.slug === slug)!.eligibility
  const list = { ru: 'перечень', en: 'list', zh: '名单' }

  async function installed(changes: object = {}) {
    const clock = testClock()
    await incentivesService({ clock, content: publicContent({ clock }) }).seedStartingContent()
    const reviewed = { ru: true, en: true, zh: true }
    const set = { eligibility: before, reviewed, ...changes }
    await IncentiveModel.collection.updateOne({ slug }, { $set: set })
  }
  const migrate = () => migration.up({ db: mongoose.connection.db!, log: testLog() })
  const stored = async () => (await IncentiveModel.findOne({ slug }).lean<Incentive>())!

  it('is replaced by the current one, once, and must be proofread', async () => {
    for (const locale of locales) expect(before[locale]).toContain(list[locale])
    await installed()
    const { version, events } = await stored()
    for (const _time of [1, 2]) await migrate()
    const after = await stored()
    expect(after.eligibility).toEqual(today)
    for (const locale of locales) expect(after.eligibility[locale]).not.toContain(list[locale])
    expect(after.reviewed).toEqual({ ru: false, en: false, zh: false })
    expect(after.version).toBe(version + 1)
    expect(after.events).toHaveLength(events.length + 1)
    expect(after.events.at(-1)).toMatchObject({ kind: 'edited', by: { kind: 'system' }, fields: ['eligibility'] })
  })

  it('is kept where staff have changed it, in one language or in a draft', async () => {
    const own = { ...before, ru: 'Спросите нас.' }
    const draft = { eligibility: { ...before, zh: '请咨询。' }, reviewed: { ru: true, en: true, zh: true } }
    await installed({ eligibility: own, draft })
    await migrate()
    const after = (await IncentiveModel.collection.findOne({ slug }))!
    expect(after).toMatchObject({
      eligibility: { ...today, ru: 'Спросите нас.' },
      reviewed: { ru: true, en: false, zh: false },
      draft: { eligibility: { ...today, zh: '请咨询。' }, reviewed: { ru: false, en: false, zh: true } },
    })
    await installed({ eligibility: today, draft: null })
    const { version } = await stored()
    await migrate()
    expect((await stored()).version).toBe(version)
  })
})
