import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { aSlot } from '../factories/viewings.ts'
import { useSite } from '../support/site.ts'

const lists = [
  '/api/v1/premises?limit=100',
  '/api/v1/premises?q=Приметное',
  '/api/v1/premises.csv',
  '/sitemap.xml',
  ...locales.flatMap(locale => [
    `/${locale}/premises.atom`,
    `/${locale}/premises.csv`,
    `/${locale}/premises`,
    `/${locale}/premises?q=Приметное`,
    `/${locale}/plan`,
  ]),
]
const pages = (code: string) => [
  `/api/v1/premises/${code}`,
  `/embed/premises/${code}?lang=ru`,
  `/og/premises/${code}/ru.png`,
  ...locales.flatMap(locale => [`/${locale}/premises/${code}`, `/${locale}/premises/${code}/viewings`]),
]

describe('data for other sites, programs and search engines', () => {
  const site = useSite({ env: { API_REQUESTS_PER_MINUTE: '100000' } })
  const read = async (path: string) => {
    const { status, text, body } = await site.visit.get(encodeURI(path)).buffer(true)
    return { status, said: Buffer.isBuffer(body) ? body.toString('latin1') : text }
  }
  const title = { ru: 'Приметное место', en: 'Приметное', zh: 'Приметное' }

  it.each([
    ['a draft', { status: 'draft' }],
    ['archived', { status: 'archived' }],
    ['to be published later', { publishAt: new Date('2027-01-01') }],
    ['over', { expiresAt: new Date('2026-11-01') }],
    ['never published', { publishAt: null as never }],
  ] as const)('contains nothing of a unit that is %s', async (_what, hidden) => {
    const { code } = await aPremises({ code: 'SFH-A-0666', title, ...hidden })
    for (const path of lists) {
      const { status, said } = await read(path)
      expect(status, path).toBe(200)
      expect(said, path).not.toContain(code)
      expect(said, path).not.toContain(title.ru)
    }
    for (const path of pages(code)) {
      const { status, said } = await read(path)
      expect(status, path).toBe(404)
      expect(said, path).not.toContain(title.ru)
    }
  })

  it('contains nothing of a unit as soon as it is archived', async () => {
    const { code } = await aPremises({ code: 'SFH-A-0666', title })
    for (const path of lists) expect((await read(path)).said, path).toContain(code)
    for (const path of pages(code)) expect((await read(path)).status, path).toBe(200)
    const by = await aColleague('listing_manager')
    await site.services.listings.records.move({ code, move: 'archive', note: '', by: { id: by.id, name: by.name } })
    for (const path of lists) expect((await read(path)).said, path).not.toContain(code)
    for (const path of pages(code)) expect((await read(path)).status, path).toBe(404)
  })

  it('never contains the name or address of a person', async () => {
    const guide = await aColleague('listing_manager', { name: 'Глеб Показывающий' })
    const { id, email, name } = await anApplicant({ name: 'Анна Приходящая' })
    const hold = { application: new mongoose.Types.ObjectId(), until: new Date('2027-01-01') }
    const events = [{ at: new Date(), kind: 'held', by: guide._id, byName: guide.name, note: 'Секрет' }]
    const { code } = await aPremises({ title, status: 'held', hold, events })
    const slot = await aSlot({ premises: code, guide: guide._id, guideName: guide.name })
    await aSlot({ premises: code, guide: guide._id, guideName: guide.name })
    const wish = { slot: slot.id, partySize: 2, phone: '+7 914 000', note: 'Секрет', language: 'ru' as const }
    await site.services.viewings.bookings.book({ id, email, name, locale: 'ru', verified: true }, wish)
    await site.services.incentives.seedStartingContent()
    for (const path of [...lists, ...pages(code), '/api/v1/incentives', '/ru/incentives', '/ru/open-data']) {
      const { status, said } = await read(path)
      expect(status, path).toBe(200)
      for (const secret of ['Показывающий', 'Приходящая', email, guide.email, '914 000', 'Секрет'])
        expect(said, path).not.toContain(secret)
    }
  })
})
