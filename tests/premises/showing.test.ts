import { describe, expect, it } from 'vitest'
import { showingOf } from '#features/premises/manage/showing.ts'
import { aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const now = new Date('2026-11-25T12:00:00+08:00')
const before = new Date('2026-11-25T11:30:00+08:00')
const after = new Date('2026-11-26T09:30:00+08:00')

describe('whether the public sees a listing', () => {
  it.each([
    ['available', before, null, 'shown'],
    ['available', before, after, 'shown'],
    ['available', after, null, 'later'],
    ['paused', after, null, 'later'],
    ['available', before, before, 'over'],
    ['paused', before, now, 'over'],
    ['held', before, before, 'shown'],
    ['let', before, before, 'shown'],
    ['available', null, null, 'hidden'],
    ['draft', after, null, 'hidden'],
    ['archived', before, before, 'hidden'],
  ] as const)('%s from %s until %s is %s', (status, publishAt, expiresAt, expected) => {
    expect(showingOf({ status, publishAt, expiresAt }, now)).toBe(expected)
  })
})

describe('a listing outside the days it is shown in', () => {
  const site = useSite()

  async function seen(days: Parameters<typeof aPremises>[0]) {
    const { code } = await aPremises(days)
    const manager = await site.as(await aColleague('listing_manager'))
    const open = async (locale: string) => {
      const page = renderedPage(await manager.get(`/${locale}/staff/premises/${code}`).expect(200))
      const table = renderedPage(await manager.get(`/${locale}/staff/premises`).expect(200))
      const row = table.$(`#row-${code}`)
      return {
        onPage: page.text('showing'),
        inRow: row.find('[data-test="showing"]').text(),
        row: row.text(),
        looksLive: [page, table].some(({ $ }) => $('main .status--available').length > 0),
        isLinked: page.links().includes(`/${locale}/premises/${code}`),
      }
    }
    return { open, visitor: (await site.visit.get(`/zh/premises/${code}`)).status }
  }

  it('says to the staff since when it is over, and leads to no page that is not there', async () => {
    const { open, visitor } = await seen({ publishAt: new Date('2026-11-01T09:00:00+08:00'), expiresAt: before })
    expect(visitor).toBe(404)
    const zh = await open('zh')
    expect(zh).toMatchObject({ onPage: '已下架（2026年11月25日 11:30 到期）', looksLive: false, isLinked: false })
    expect(zh.inRow).toBe(zh.onPage)
    expect(zh.row).toContain('可申请')
    expect(zh.row).toMatch(/2026年11月25日 11:30(?! 到期)/)
    expect((await open('ru')).onPage).toContain('Снято с сайта: срок истёк 25 ноября 2026')
    expect((await open('en')).onPage).toContain('Off the site: expired on 25 November 2026')
  })

  it('says from when it will be there', async () => {
    const { open, visitor } = await seen({ publishAt: after })
    expect(visitor).toBe(404)
    const zh = await open('zh')
    expect(zh).toMatchObject({ onPage: '将于 2026年11月26日 09:30 发布', looksLive: false, isLinked: false })
    expect(zh.inRow).toBe(zh.onPage)
  })

  it('and within them looks as it is', async () => {
    const { open, visitor } = await seen({ publishAt: before, expiresAt: after })
    expect(visitor).toBe(200)
    expect(await open('zh')).toMatchObject({ onPage: '', inRow: '', looksLive: true, isLinked: true })
  })
})
