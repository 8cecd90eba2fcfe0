import { describe, expect, it } from 'vitest'
import { publicVisibilityOf } from '#features/listings/form/public-visibility.ts'
import { aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const now = new Date('2026-11-25T12:00:00+08:00')
const before = new Date('2026-11-25T11:30:00+08:00')
const after = new Date('2026-11-26T09:30:00+08:00')

describe('the public visibility of a listing', () => {
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
    expect(publicVisibilityOf({ status, publishAt, expiresAt }, now)).toBe(expected)
  })
})

describe('a listing outside its publication days', () => {
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
    return { code, manager, open, visitor: (await site.visit.get(`/zh/premises/${code}`)).status }
  }

  it('shows the staff since when it has expired, without a link to the missing public page', async () => {
    const { open, visitor } = await seen({ publishAt: new Date('2026-11-01T09:00:00+08:00'), expiresAt: before })
    expect(visitor).toBe(404)
    const zh = await open('zh')
    expect(zh).toMatchObject({ onPage: '已下架（2026年11月25日 11:30到期）', looksLive: false, isLinked: false })
    expect(zh.inRow).toBe(zh.onPage)
    expect(zh.row).toContain('待租')
    expect(zh.row).toMatch(/2026年11月25日 11:30(?! 到期)/)
    expect((await open('ru')).onPage).toContain('Снято с сайта: срок истёк 25 ноября 2026')
    expect((await open('en')).onPage).toContain('Off the site: expired on 25 November 2026')
  })

  it('shows the staff from when it will be published', async () => {
    const { open, visitor } = await seen({ publishAt: after })
    expect(visitor).toBe(404)
    const zh = await open('zh')
    expect(zh).toMatchObject({ onPage: '将于2026年11月26日 09:30发布', looksLive: false, isLinked: false })
    expect(zh.inRow).toBe(zh.onPage)
  })

  it('shows that applications have closed, as soon as its tenant has left', async () => {
    const applicationWindow = { from: '2022-01-10', to: '2022-03-31' }
    const { code, manager, open } = await seen({ publishAt: before, status: 'let', applicationWindow })
    const waits = async () => (await manager.get('/en/staff/work/listings-closed?band=today').expect(200)).text
    expect(await open('en')).toMatchObject({ onPage: '', inRow: '' })
    expect(await waits()).not.toContain(`/en/staff/premises/${code}`)

    const { premises } = site.services
    await premises.occupancy.giveUp((await premises.occupancy.find(code))!)
    const en = await open('en')
    expect(en).toMatchObject({ looksLive: false, isLinked: true })
    expect(en.onPage).toBe('Nobody can apply: applications closed on 31 March 2022. Set a new window, or pause it')
    expect(en.inRow).toBe(en.onPage)
    expect((await open('ru')).onPage).toContain('приём заявок закончился 31 марта 2022')
    expect((await open('zh')).onPage).toContain('2022年3月31日')
    expect(await waits()).toContain(`/en/staff/premises/${code}`)
    const refused = await site.visit.get(`/en/premises/${code}`).expect(200)
    expect(renderedPage(refused).main).toContain('31 March 2022')
  })

  it('shows no such note while applications are open, including their last day', async () => {
    for (const to of ['2026-11-25', '2026-12-24', null])
      expect(await (await seen({ publishAt: before, applicationWindow: { from: null, to } })).open('en')).toMatchObject(
        {
          onPage: '',
          isLinked: true,
        },
      )
  })

  it('has no such note during its publication days', async () => {
    const { open, visitor } = await seen({ publishAt: before, expiresAt: after })
    expect(visitor).toBe(200)
    expect(await open('zh')).toMatchObject({ onPage: '', inRow: '', looksLive: true, isLinked: true })
  })
})
