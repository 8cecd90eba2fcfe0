import { beforeEach, describe, expect, it } from 'vitest'
import mongoose from 'mongoose'
import { PremisesModel } from '#models/premises/premises.ts'
import { migration } from '#server/migrations/2026-11-29-what-texts-lack.ts'
import { aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('the staff’s table of units', () => {
  const site = useSite()
  let manager: Awaited<ReturnType<typeof site.as>>
  beforeEach(async () => {
    manager = await site.as(await aColleague('listing_manager', { name: '王芳' }))
  })
  const open = async (query = '', locale = 'zh') =>
    renderedPage(await manager.get(`/${locale}/staff/premises${query}`).expect(200))
  const codes = async (query: string) => {
    const { $ } = await open(query)
    return $('tbody [data-open]')
      .map((_, cell) => $(cell).text().trim())
      .get()
  }

  it('shows every status, and filters, sorts and pages by links', async () => {
    await aPremises({ code: 'SFH-A-0101', areaUsableSqM: 20, status: 'draft', title: { zh: '雪松阁' } })
    await aPremises({ code: 'SFH-A-0102', areaUsableSqM: 60, status: 'archived', floor: 2 })
    await aPremises({ code: 'SFH-B-0103', areaUsableSqM: 40, buildingCode: 'B1', allowedUses: ['office'] })
    const all = ['SFH-A-0101', 'SFH-A-0102', 'SFH-B-0103']
    expect(await codes('')).toEqual(all)
    expect(await codes('?sort=-area')).toEqual(['SFH-A-0102', 'SFH-B-0103', 'SFH-A-0101'])
    expect(await codes('?sort=-status')).toEqual(['SFH-A-0102', 'SFH-B-0103', 'SFH-A-0101'])
    const found: Record<string, string[]> = {
      '?status=draft': [all[0]!],
      '?status=draft&status=archived': [all[0]!, all[1]!],
      '?building=B1': [all[2]!],
      '?q=雪松': [all[0]!],
      '?q=SFH-B': [all[2]!],
      '?q=.*': all,
      '?use=office': [all[2]!],
      '?floor=2&zone=suifenhe': [all[1]!],
      '?published=yes': [all[2]!],
      '?published=no': [all[0]!, all[1]!],
      '?minArea=40&maxArea=60': [all[1]!, all[2]!],
      '?status=castle&page=99&sort=colour&minArea=-3&texts=klingon': all,
    }
    for (const [query, expected] of Object.entries(found)) expect(await codes(query), query).toEqual(expected)

    const page = await open('?sort=area&status=draft')
    expect(page.$('[aria-sort="ascending"] a').attr('href')).toBe('/zh/staff/premises?status=draft&sort=-area')
    expect(page.$('[aria-current="page"] b').text()).toBe('1')
    expect(page.$('.desk-steps b').first().text()).toBe('3')
  })

  it('marks empty cells, which are hidden on a phone', async () => {
    await aPremises({ parkingSpaces: 0, water: false })
    const column = ['photos', 'expiry', 'parkingSpaces', 'water', 'area']
    await manager.post('/en/staff/premises/columns').type('form').send({ column }).expect(303)
    const { $ } = await open('', 'en')
    const labels = (cells: string) =>
      $(cells)
        .map((_, cell) => $(cell).attr('data-label'))
        .get()
    expect(labels('tbody td:contains("—")')).toEqual(['Photos', 'Expires', 'Parking spaces', 'Water'])
    expect(labels('tbody td[data-nothing]')).toEqual(['Photos', 'Expires', 'Parking spaces'])
  })

  it('can be filtered by missing texts, photos and expiry', async () => {
    const reviewed = { ru: true, en: true, zh: true }
    await aPremises({ code: 'SFH-A-0101', reviewed, expiresAt: new Date('2026-11-30T00:00:00Z') })
    await aPremises({ code: 'SFH-A-0102', reviewed: { ...reviewed, en: false } })
    const told = { title: { zh: '小店' }, summary: {}, reviewed: { ru: false, en: false, zh: true } }
    await aPremises({ code: 'SFH-A-0103', ...told, expiresAt: new Date('2026-11-01T00:00:00Z') })
    const photo = { alt: {}, width: 1, height: 1, renditions: [] }
    await aPremises({ code: 'SFH-A-0104', reviewed, photos: [{ _id: new mongoose.Types.ObjectId(), ...photo }] })
    expect(await codes('?texts=missing')).toEqual(['SFH-A-0103'])
    expect(await codes('?texts=missing-zh')).toEqual([])
    expect(await codes('?texts=unreviewed')).toEqual(['SFH-A-0102'])
    expect(await codes('?texts=unreviewed-ru')).toEqual([])
    expect(await codes('?photos=some')).toEqual(['SFH-A-0104'])
    expect(await codes('?photos=none&texts=missing-ru')).toEqual(['SFH-A-0103'])
    expect(await codes('?expiry=7')).toEqual(['SFH-A-0101'])
    expect(await codes('?expiry=past')).toEqual(['SFH-A-0103'])
    site.clock.set('2026-12-01T12:00:00+08:00')
    manager = await site.as(await aColleague('administrator'))
    expect(await codes('?expiry=past')).toEqual(['SFH-A-0101', 'SFH-A-0103'])

    const { $ } = await open('?q=SFH-A-0103')
    expect(
      $('.text-mark')
        .map((_, mark) => $(mark).attr('title'))
        .get(),
    ).toEqual(['俄语：内容不全', '英语：内容不全', '中文：已审核'])
  })

  it('has a second page, and shows the last one for a number beyond it', async () => {
    for (let i = 1; i <= 51; i += 1) await aPremises({ code: `SFH-A-${String(1000 + i)}` })
    const first = await open('', 'en')
    expect(first.text('found')).toBe('51 units found')
    expect(first.$('tbody tr')).toHaveLength(50)
    expect(await codes('?page=9&sort=-code')).toEqual(['SFH-A-1001'])
  })

  it('shows the missing texts of units from before this filter', async () => {
    const { code } = await aPremises({ title: { ru: 'Старое' } })
    await PremisesModel.collection.updateOne({ code }, { $unset: { textGaps: '' } })
    await migration.up({ db: mongoose.connection.db!, log: site.log })
    expect(await codes('?texts=missing-zh')).toEqual([code])
    await manager.get('/zh/staff/premises?texts=missing-zh').expect(200)
  })
})
