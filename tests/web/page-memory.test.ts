import { gunzipSync } from 'node:zlib'
import { beforeEach, describe, expect, it } from 'vitest'
import { CatalogueModel } from '#models/premises/catalogue.ts'
import { IncentiveModel } from '#models/incentives/incentive.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { publicContent } from '#outside/public-content.ts'
import { anApplicant } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { aSlot } from '../factories/viewings.ts'
import { binary } from '../support/files/binary.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const withinASecond = { timeout: 1_000, interval: 40 }

describe('a cached page', () => {
  const site = useSite()

  it('stays the same until the catalogue or the day changes', async () => {
    await aPremises({ title: { en: 'First' }, availableFrom: '2026-11-26' })
    const first = await site.visit.get('/en/premises').expect(200)
    const again = await site.visit.get('/en/premises').expect(200)
    expect(again.text).toBe(first.text)
    expect(again.headers['content-type']).toBe(first.headers['content-type'])
    expect(again.headers['content-security-policy']).toBe(first.headers['content-security-policy'])
    expect(again.headers['x-request-id']).not.toBe(first.headers['x-request-id'])
    expect(first.text).toContain('from 26 November 2026')

    await aPremises({ title: { en: 'Second' } })
    expect(renderedPage(await site.visit.get('/en/premises')).cards()).toEqual(['Second', 'First'])
    site.clock.set('2026-11-27T00:00:01+08:00')
    expect((await site.visit.get('/en/premises')).text).not.toContain('from 26 November 2026')
  })

  it('depends on its language and address', async () => {
    await aPremises()
    await site.visit.get('/en/premises').expect(200)
    expect(renderedPage(await site.visit.get('/ru/premises')).language).toBe('ru')
    const other = await site.visit.get('/en/premises?use=office').expect(200)
    expect(renderedPage(other).text('found')).toBe('Nothing found')
  })

  it('is shared by addresses that differ only in parameters the page ignores', async () => {
    await aPremises()
    const plain = await site.visit.get('/en/premises?use=retail&floor=1').expect(200)
    const shared = await site.visit.get('/en/premises?utm_source=letter&floor=1&use=retail').expect(200)
    expect(shared.text).toBe(plain.text)
    expect(shared.text).not.toContain('utm_source')
    expect((await site.visit.get('/en/premises?utm_source=letter&floor=1&use=retail')).text).toBe(plain.text)
  })

  it('links to the other languages with each of its parameters once', async () => {
    await aPremises()
    const { $ } = renderedPage(await site.visit.get('/en/plan?use=retail&use=office&floor=1&zoom=2').expect(200))
    expect($('a[hreflang="ru"]').attr('href')).toBe('/ru/plan?use=retail&use=office&floor=1&zoom=2')
  })

  it('is answered with 304 to a visitor who has the current copy', async () => {
    await aPremises()
    const { headers } = await site.visit.get('/en/premises').expect(200)
    expect(headers.etag).toMatch(/^W\/"/)
    expect(headers['cache-control']).toBe('public, max-age=0, s-maxage=1, stale-while-revalidate=1')
    expect(headers['x-accel-expires']).toMatch(/^@\d+$/)
    expect(headers.vary).toContain('Cookie')
    const again = await site.visit.get('/en/premises').set('If-None-Match', String(headers.etag)).expect(304)
    expect(again.text).toBe('')
    await aPremises({ title: { en: 'Something new' } })
    await site.visit.get('/en/premises').set('If-None-Match', String(headers.etag)).expect(200)
  })

  it('is compressed for clients that support it', async () => {
    const plain = await site.visit.get('/en/plan').set('Accept-Encoding', 'identity').expect(200)
    const packed = await site.visit.get('/en/plan').set('Accept-Encoding', 'gzip').buffer(true).parse(binary)
    expect(packed.headers['content-encoding']).toBe('gzip')
    const body = packed.body as Buffer
    expect((body[0] === 0x1f ? gunzipSync(body) : body).toString()).toBe(plain.text)
  })

  it('is neither shown to nor made from a visitor with a cookie', async () => {
    await aPremises()
    const person = await site.as(await anApplicant({ name: 'Olga Petrova' }))
    expect((await person.get('/en/premises').expect(200)).text).toContain('Olga Petrova')
    expect((await site.visit.get('/en/premises').expect(200)).text).not.toContain('Olga Petrova')
    const mine = await person.get('/en/premises').expect(200)
    expect(mine.text).toContain('Olga Petrova')
    expect(mine.headers['cache-control']).toBe('no-store')
  })

  it('is never made from an error', async () => {
    await site.visit.get('/en/premises/SFH-A-9901').expect(404)
    await aPremises({ code: 'SFH-A-9901' })
    await site.visit.get('/en/premises/SFH-A-9901').expect(200)
  })

  it('follows the time: publication, expiry and the next viewing', async () => {
    const code = 'SFH-A-9901'
    const times = { publishAt: new Date('2026-11-25T05:00:00Z'), expiresAt: new Date('2026-11-26T09:30:00Z') }
    await aPremises({ code, ...times })
    const startsAt = new Date('2026-11-26T08:00:00Z')
    await aSlot({ premises: code, startsAt })
    const at = async (instant: string, status: number) => {
      site.clock.set(instant)
      const page = await site.visit.get(`/en/premises/${code}`).expect(status)
      const list = renderedPage(await site.visit.get('/en/premises').expect(200))
      expect(list.cards()).toHaveLength(status === 200 ? 1 : 0)
      return page.text
    }
    await at('2026-11-25T12:59:59+08:00', 404)
    expect(await at('2026-11-25T13:00:00+08:00', 200)).toContain(startsAt.toISOString())
    expect(await at('2026-11-26T15:59:59+08:00', 200)).toContain(startsAt.toISOString())
    expect(await at('2026-11-26T16:00:00+08:00', 200)).not.toContain(startsAt.toISOString())
    await at('2026-11-26T17:29:59+08:00', 200)
    await at('2026-11-26T17:30:00+08:00', 404)
  })

  it('is up to date after a minute when a writer was killed before announcing its change', async () => {
    await site.services.incentives.seedStartingContent()
    const heading = async () => renderedPage(await site.visit.get('/en/incentives/rent-free-three-years')).heading
    const before = await heading()
    await IncentiveModel.updateOne({ slug: 'rent-free-three-years' }, { 'title.en': 'A new name' })
    expect(await heading()).toBe(before)
    site.clock.advance({ minutes: 1 })
    expect(await heading()).toBe('A new name')
  })

  it('changes within a second after another process changes the catalogue', async () => {
    const { _id } = await aPremises({ title: { en: 'Before' } })
    const cards = async () => renderedPage(await site.visit.get('/en/premises').expect(200)).cards()
    expect(await cards()).toEqual(['Before'])
    const catalogue = await CatalogueModel.findOneAndUpdate({}, { $inc: { revision: 1 } }, { returnDocument: 'after' })
    await PremisesModel.updateOne({ _id }, { 'title.en': 'After', revision: catalogue?.revision })
    await expect.poll(cards, withinASecond).toEqual(['After'])
  })
})

describe('a cached page about incentives', () => {
  const site = useSite()
  beforeEach(() => site.services.incentives.seedStartingContent())

  it('changes within a second after another process changes an incentive', async () => {
    const heading = async () => renderedPage(await site.visit.get('/en/incentives/rent-free-three-years')).heading
    const before = await heading()
    expect(before).toBe('Three years without rent')
    await IncentiveModel.updateOne({ slug: 'rent-free-three-years' }, { 'title.en': 'A new name' })
    expect(await heading()).toBe(before)
    await publicContent({ clock: site.clock }).changed()
    await expect.poll(heading, withinASecond).toBe('A new name')
  })
})
