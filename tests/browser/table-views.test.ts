import { describe, expect, it } from 'vitest'
import { expectAccessible, phone, useBrowser } from './support/browser.ts'
import { press, signInAs } from './support/people.ts'
import { useRunningSite } from './support/running-site.ts'

describe('the table of premises', () => {
  const site = useRunningSite()
  const browser = useBrowser()

  it('shows chosen columns and a view shared with all, in Chinese, on a screen and on a phone', async () => {
    const at = (path: string) => `${site.url}/zh/staff/premises${path}`
    const manager = await browser.person()
    await signInAs({ page: manager, url: site.url, locale: 'zh' }, 'listing_manager')
    await manager.goto(at('?status=draft'))
    await press(manager, '.table-views__acts a')
    await expectAccessible(manager)
    await manager.locator('#column-layout').check()
    await manager.fill('[name="place.layout"]', '2')
    await press(manager, '.column-form [type=submit]')
    await expectAccessible(manager)
    expect(await manager.locator('.premises-list thead').innerText()).toContain('格局')

    await press(manager, '.table-views__acts a >> nth=1')
    await manager.fill('#save [name=name]', '草稿')
    await manager.locator('#save [name=shared]').check()
    await manager.locator('#save [name=opens]').check()
    await expectAccessible(manager)
    await press(manager, '#save [type=submit]')
    await manager.goto(at(''))
    expect(await manager.locator('.table-views [aria-current]').innerText()).toBe('草稿')
    await manager.setViewportSize(phone)
    await expectAccessible(manager)
    const root = 'document.documentElement'
    const wide: number = await manager.evaluate(`${root}.scrollWidth - ${root}.clientWidth`)
    expect(wide).toBeLessThanOrEqual(0)
    await manager.goto(at('/views'))
    await expectAccessible(manager)

    const administrator = await browser.person()
    await signInAs({ page: administrator, url: site.url, locale: 'zh' }, 'administrator')
    await administrator.goto(at('/views'))
    await press(administrator, '[data-test=shared] h3 a')
    expect(await administrator.locator('.premises-list thead').innerText()).toContain('格局')
  })

  it('keeps each word of a status in its cell on the smallest phone, in Russian', async () => {
    const manager = await browser.person()
    await signInAs({ page: manager, url: site.url, locale: 'ru' }, 'listing_manager')
    await manager.setViewportSize({ width: 320, height: 900 })
    await manager.goto(`${site.url}/ru/staff/premises?status=held`)
    const spilt = `[...document.querySelectorAll('.premises-list td')]
      .filter(cell => cell.scrollWidth > cell.clientWidth + 1).map(cell => cell.innerText)`
    expect(await manager.locator('.premises-list .status').count()).toBeGreaterThan(0)
    expect(await manager.evaluate<string[]>(spilt)).toEqual([])
  })

  it('updates its counts after a row is saved in place, also when it was the last one', async () => {
    const manager = await browser.person()
    await signInAs({ page: manager, url: site.url, locale: 'en' }, 'listing_manager')
    await manager.goto(`${site.url}/en/staff/premises?minArea=58&maxArea=60`)
    const said = () =>
      manager.evaluate<string[]>(
        `[...document.querySelectorAll('.desk-steps, [data-test=found], .bulk-bar [name=all]')].map(({ innerText }) => innerText)`,
      )
    const rows = manager.locator('.premises-list tbody tr')
    const resize = async (area: string) => {
      await manager.locator('[data-edit]').first().click()
      await manager.fill('.row-form-row [name=areaUsableSqM]', area)
      await manager.click('.row-form-row [type=submit]')
    }
    const before = await rows.count()
    expect(before).toBeGreaterThan(1)
    await resize('12')
    await expect.poll(() => rows.count()).toBe(before - 1)
    const shown = await said()
    await manager.reload()
    expect(shown).toEqual(await said())

    await manager.goto(`${site.url}/en/staff/premises?minArea=12&maxArea=12`)
    expect(await rows.count()).toBe(1)
    await resize('13')
    await manager.locator('[data-test=notice]').waitFor()
    expect(await rows.count()).toBe(0)
    expect(await manager.textContent('[data-test=found]')).toBe('Nothing found')
    await browser.leave(manager)
  })
})
