import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { arriving } from './support/arriving.ts'
import { expectAccessible, phone, useBrowser } from './support/browser.ts'
import { press, signInAs } from './support/people.ts'
import { useRunningSite } from './support/running-site.ts'

const mostSteps = 80

/** Presses Tab until the element has the focus, as a person without a mouse does. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let step = 0; step < mostSteps; step += 1) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)})`)) return
  }
  throw new Error(`the Tab key does not lead to ${selector}`)
}

async function type(page: Page, name: string, value: string): Promise<void> {
  await tabTo(page, `[name="${name}"]`)
  await page.keyboard.press('Control+A')
  await page.keyboard.type(value)
}

/** Presses Enter on the focused element and waits for the next page. */
const enter = (page: Page): Promise<void> => arriving(page, () => page.keyboard.press('Enter'))

const save = '.save-bar [type=submit]:not([formmethod])'

describe('placing on the plan by keyboard, in Chinese', () => {
  const site = useRunningSite()
  const browser = useBrowser()
  const at = (path: string) => `${site.url}/zh/staff/${path}`
  const shapeOf = (page: Page, mark: string) => page.locator(`[data-place-plan] ${mark}`).getAttribute('d')

  async function anOfficer(options: Parameters<typeof browser.person>[0] = {}): Promise<Page> {
    const page = await browser.person(options)
    await signInAs({ page, url: site.url, locale: 'zh' }, 'listing_manager')
    return page
  }

  it('moves a unit as its fields change, and asks to confirm a doubt', async () => {
    const page = await anOfficer()
    await page.goto(at('premises/SFH-A-0104'))
    await tabTo(page, 'main a[href$="/SFH-A-0104/place"]')
    await enter(page)
    expect(await page.locator('h1').textContent()).toBe('平面位置：SFH-A-0104')
    await expectAccessible(page)

    const before = await shapeOf(page, 'path.here')
    expect(await page.locator('[data-test=doubts] li').count()).toBe(0)
    await type(page, 'position.offsetM', '9')
    await expect.poll(() => shapeOf(page, 'path.here')).not.toBe(before)
    await expect.poll(() => page.locator('[data-test=doubts]').textContent()).toContain('与相邻房源重叠：SFH-A-0101')
    const moved = await shapeOf(page, 'path.here')
    await type(page, 'position.widthM', '25')
    await expect.poll(() => shapeOf(page, 'path.here')).not.toBe(moved)
    await expectAccessible(page)

    await tabTo(page, save)
    await enter(page)
    expect(await page.inputValue('[name="position.offsetM"]')).toBe('9')
    expect(await page.evaluate('document.activeElement.matches("[data-error-summary]")')).toBe(true)
    expect(await page.locator('[data-error-summary]').textContent()).toContain('与相邻房源重叠：SFH-A-0101')
    await expectAccessible(page)
    await tabTo(page, '[name=confirmed]')
    await page.keyboard.press('Space')
    await tabTo(page, save)
    await enter(page)
    expect(await page.locator('[data-test=notice]').textContent()).toContain('位置已保存')
    await page.goto(at('premises/SFH-A-0104/versions'))
    expect(await page.locator('[data-test=version]').first().textContent()).toContain('25')
    await browser.leave(page)
  })

  it('moves a building as its row, length and floors change, and names an overlapped neighbour', async () => {
    const page = await anOfficer()
    await page.goto(at('buildings/B2'))
    await tabTo(page, 'main a[href$="/B2/place"]')
    await enter(page)
    await expectAccessible(page)

    const before = await shapeOf(page, '.block-here')
    await type(page, 'floors', '4')
    await tabTo(page, '[name="position.row"]')
    await page.keyboard.press('ArrowUp')
    await expect.poll(() => shapeOf(page, '.block-here')).not.toBe(before)
    await expect.poll(() => page.locator('[data-test=doubts]').textContent()).toContain('与以下楼栋重叠：A2')
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => shapeOf(page, '.block-here')).toBe(before)
    await expect.poll(() => page.locator('[data-test=doubts] li').count()).toBe(0)
    await type(page, 'position.lengthM', '127')
    await expect.poll(() => shapeOf(page, '.block-here')).not.toBe(before)
    await expectAccessible(page)

    await tabTo(page, save)
    await enter(page)
    expect(await page.locator('[data-test=notice]').textContent()).toContain('位置已保存')
    await page.goto(at('buildings/B2/versions'))
    await tabTo(page, 'main a[href$="/versions/0"]')
    await enter(page)
    await expectAccessible(page)
    await press(page, 'form.panel [type=submit]')
    expect(await page.inputValue('[name="position.lengthM"]')).toBe('126')
    await browser.leave(page)
  })

  it('keeps a unit at the far end visible on a phone', async () => {
    const page = await anOfficer({ viewport: phone })
    await page.goto(at('premises/SFH-A-0115/place'))
    await expectAccessible(page)
    const isInSight = () =>
      page.evaluate<boolean>(`(() => {
        const sides = selector => document.querySelector(selector).getBoundingClientRect()
        const [frame, place] = [sides('[data-place-plan]'), sides('[data-place-plan] path.here')]
        return place.left >= frame.left && place.right <= frame.right
      })()`)
    expect(await isInSight()).toBe(true)
    const before = await shapeOf(page, 'path.here')
    await page.fill('[name="position.offsetM"]', '6')
    await expect.poll(() => shapeOf(page, 'path.here')).not.toBe(before)
    await expect.poll(isInSight).toBe(true)
    await browser.leave(page)
  })

  it('previews a building by a button without JavaScript, and saves nothing', async () => {
    const page = await anOfficer({ javaScript: false })
    await page.goto(at('buildings/A3/place'))
    const before = await shapeOf(page, '.block-here')
    await page.fill('[name="position.lengthM"]', '60')
    await page.locator('.save-bar [formmethod=get]').focus()
    await enter(page)
    expect(await shapeOf(page, '.block-here')).not.toBe(before)
    expect(await page.inputValue('[name="position.lengthM"]')).toBe('60')
    expect(await page.locator('[data-test=doubts]').textContent()).toContain('处房源超出楼栋墙体')
    await page.goto(at('buildings/A3/place'))
    expect(await shapeOf(page, '.block-here')).toBe(before)
    await browser.leave(page)
  })
})
