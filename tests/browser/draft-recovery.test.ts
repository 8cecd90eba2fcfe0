import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { demonstrationPassword, demonstrationPeople } from '#features/accounts/demonstration.ts'
import { arriving } from './support/arriving.ts'
import { expectAccessible, useBrowser } from './support/browser.ts'
import { press, signInAs } from './support/people.ts'
import { useRunningSite } from './support/running-site.ts'

const save = '.staff-form .save-bar [type=submit]'
const asked = '[data-test=unsaved]'

describe('unsaved text in a form', () => {
  const site = useRunningSite()
  const browser = useBrowser()
  const at = (path: string, locale = 'zh') => `${site.url}/${locale}/staff/${path}`
  const keeps = (page: Page) => page.evaluate<number>('sessionStorage.length + localStorage.length')

  async function anOfficer(options: Parameters<typeof browser.person>[0] = {}): Promise<Page> {
    const page = await browser.person(options)
    await signInAs({ page, url: site.url, locale: 'zh' }, 'listing_manager')
    return page
  }
  async function signInHere(page: Page, role: string): Promise<void> {
    await page.fill('[name=email]', demonstrationPeople.find(person => person.role === role)?.email ?? '')
    await page.fill('[name=password]', demonstrationPassword)
    await press(page, 'main form [type=submit]')
  }
  /** Sends a listing form after the session has ended. */
  async function interruptedAt(page: Page, code: string): Promise<void> {
    await page.goto(at(`premises/${code}`))
    await page.fill('[name="title.zh"]', '写到一半的标题')
    await page.fill('[name="description.zh"]', '很长的说明\n第二行')
    await page.selectOption('[name="position.depth"]', 'yard')
    await page.context().clearCookies()
    await press(page, save)
    await page.waitForURL('**/zh/sign-in?**')
    expect(await page.locator('[data-test=after]').textContent()).toContain('登录已失效')
    expect(await page.locator('[data-test=kept]').isVisible()).toBe(true)
    await expectAccessible(page)
  }

  it('is restored after the session has ended, only for the officer who typed it', async () => {
    const page = await anOfficer()
    await interruptedAt(page, 'SFH-A-0104')
    await signInHere(page, 'listing_manager')
    expect(new URL(page.url()).pathname).toBe('/zh/staff/premises/SFH-A-0104')
    expect(await page.inputValue('[name="title.zh"]')).toBe('写到一半的标题')
    expect(await page.inputValue('[name="description.zh"]')).toBe('很长的说明\n第二行')
    expect(await page.inputValue('[name="position.depth"]')).toBe('yard')
    expect(await page.locator('[data-test=restored]').textContent()).toContain('已恢复')
    await expectAccessible(page)
    expect(await keeps(page)).toBe(0)
    await press(page, save)
    expect(await page.inputValue('[name="title.zh"]')).toBe('写到一半的标题')
    expect(await page.locator('[data-test=restored]').count()).toBe(0)

    await interruptedAt(page, 'SFH-A-0105')
    await signInHere(page, 'administrator')
    expect(await page.inputValue('[name="title.zh"]')).not.toBe('写到一半的标题')
    expect(await keeps(page)).toBe(0)

    await interruptedAt(page, 'SFH-A-0105')
    await page.goto(`${site.url}/zh/sign-in?after=signed-out`)
    expect(await keeps(page)).toBe(0)
    await page.context().close()
  })

  it('stays in a form sent without a connection until the connection returns', async () => {
    const page = await anOfficer()
    await page.goto(at('premises/SFH-A-0104'))
    await page.fill('[name="description.zh"]', '在地铁里写的')
    await page.context().setOffline(true)
    await page.click(save)
    expect(await page.locator('[data-test=not-sent]').textContent()).toContain('网络已断开')
    await expectAccessible(page)
    expect(await page.inputValue('[name="description.zh"]')).toBe('在地铁里写的')
    await page.context().setOffline(false)
    await page.locator('[data-test=not-sent]').waitFor({ state: 'detached' })
    await press(page, save)
    expect(await page.inputValue('[name="description.zh"]')).toBe('在地铁里写的')
    await page.context().close()
  })

  it('stays in the form of a visitor, too', async () => {
    const page = await browser.person()
    await page.goto(`${site.url}/ru/contact`)
    await page.fill('main form textarea', 'Набрано в поезде')
    await page.context().setOffline(true)
    await page.locator('main form:has(textarea) [type=submit]').click()
    expect(await page.locator('[data-test=not-sent]').textContent()).toContain('Нет связи')
    expect(await page.inputValue('main form textarea')).toBe('Набрано в поезде')
    await page.context().close()
  })

  it('is deleted after half a day', async () => {
    const page = await anOfficer()
    await interruptedAt(page, 'SFH-A-0106')
    await page.clock.setFixedTime(Date.now() + 12.5 * 3_600_000)
    await signInHere(page, 'listing_manager')
    expect(new URL(page.url()).pathname).toBe('/zh/staff/premises/SFH-A-0106')
    expect(await page.inputValue('[name="title.zh"]')).not.toBe('写到一半的标题')
    expect(await keeps(page)).toBe(0)
    await page.context().close()
  })

  it('is not stored when the form asks for a password', async () => {
    const page = await anOfficer()
    await page.goto(at('tokens'))
    await page.fill('[name=name]', '登记软件')
    await page.fill('[name=current]', demonstrationPassword)
    await page.context().clearCookies()
    await press(page, 'main form[action$="/staff/tokens"] [type=submit]')
    expect(await page.locator('main').textContent()).toContain('登录已失效')
    expect(await page.content()).toContain('登记软件')
    expect(await page.content()).not.toContain(demonstrationPassword)
    await press(page, '[data-kept-onward]')
    expect(new URL(page.url()).pathname).toBe('/zh/sign-in')
    expect(await page.locator('[data-test=after]').textContent()).toContain('登录已失效')
    expect(await page.locator('[data-test=kept]').isVisible()).toBe(false)
    expect(await keeps(page)).toBe(0)
    await page.context().close()
  })

  it('does not overwrite what a colleague has changed meanwhile', async () => {
    const page = await anOfficer()
    await interruptedAt(page, 'SFH-A-0107')
    const colleague = await anOfficer()
    await colleague.goto(at('premises/SFH-A-0107'))
    await colleague.fill('[name="title.zh"]', '同事的标题')
    await press(colleague, save)
    await signInHere(page, 'listing_manager')
    await press(page, save)
    expect(await page.locator('[data-test=stale]').textContent()).toContain('同事的标题')
    await page.context().close()
    await colleague.context().close()
  })

  it('is not discarded by another form of the page without a question', async () => {
    const page = await anOfficer()
    await page.goto(at('premises?status=available'))
    await press(page, '.premises-list [data-open]')
    await page.fill('[name="summary.zh"]', '还没有保存')
    await page.click('#moves [type=submit]')
    expect(await page.locator(asked).textContent()).toContain('尚未保存')
    await expectAccessible(page)
    await page.locator(`${asked} button`).first().click()
    expect(await page.inputValue('[name="summary.zh"]')).toBe('还没有保存')
    expect(await page.evaluate('document.activeElement.name')).toBe('summary.zh')

    await page.click('#moves [type=submit]')
    await arriving(page, () => page.locator(`${asked} button`).last().click())
    expect(await page.inputValue('[name="summary.zh"]')).not.toBe('还没有保存')
    expect(await page.locator('[data-test=notice]').count()).toBe(1)
    await page.context().close()
  })

  it('triggers a question when a long form is left, but not when it is sent or unchanged', async () => {
    const page = await anOfficer()
    const questions: string[] = []
    page.on('dialog', dialog => {
      questions.push(dialog.type())
      void dialog.accept()
    })
    await page.goto(at('premises/SFH-A-0109'))
    await page.fill('[name="summary.zh"]', '一')
    await press(page, save)
    await page.goto(at('premises'))
    await page.fill('main form[method=get] [name=q]', '水')
    await page.goto(at('premises/SFH-A-0109'))
    expect(questions).toEqual([])
    await page.locator('[name="summary.zh"]').click()
    await page.keyboard.type('二')
    await page.goto(at('premises'))
    expect(questions).toEqual(['beforeunload'])

    // In a form that came back refused, the typed values look like the original ones.
    await page.goto(at('premises/SFH-A-0109'))
    await page.fill('[name="areaUsableSqM"]', 'x')
    await press(page, save)
    expect(await page.locator('[aria-invalid=true]').count()).toBe(1)
    await page.locator('h1').click()
    await page.goto(at('premises'))
    expect(questions).toEqual(['beforeunload', 'beforeunload'])
    await page.context().close()
  })
})
