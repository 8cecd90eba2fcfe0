import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { IncentiveModel } from '#models/incentives/incentive.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { aColleague, testPassword, type TestAccount } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { desktop, expectAccessible } from './support/browser.ts'
import { idOf, screenedCase } from './support/cases.ts'
import { useOpenSite } from './support/open-site.ts'
import { openAct, press } from './support/people.ts'

const restored = '[data-test=restored]'
const reason = '理由写了很久，\n不能丢失。'

/** A session ends while somebody types: the sent values are back after signing in again. */
describe('text typed before the session ended', () => {
  const { site, signedIn, visit, leave } = useOpenSite()
  const keeps = (page: Page) => page.evaluate<number>('sessionStorage.length + localStorage.length')

  async function signInHere(page: Page, { email }: TestAccount): Promise<void> {
    expect(new URL(page.url()).pathname).toBe('/zh/sign-in')
    expect(await page.locator('[data-test=kept]').isVisible()).toBe(true)
    await page.fill('[name=email]', email)
    await page.fill('[name=password]', testPassword)
    await press(page, 'main form [type=submit]')
  }

  it('in a row of the table is restored on the page of that unit, which leads back to the same table', async () => {
    const keeper = await aColleague('listing_manager')
    const { code } = await aPremises({ code: 'SFH-A-0107' })
    await aPremises({ code: 'SFH-A-0108' })
    const page = await signedIn(keeper, { viewport: desktop })
    const table = '/zh/staff/premises?status=available&sort=area'
    const stored = async () => (await PremisesModel.findOne({ code }).lean<Premises>())?.title.zh
    const openRow = async () => {
      await visit(page, table)
      await page.locator(`.premises-list tr:has-text("${code}") [data-edit]`).click()
      await page.locator('.row-form-row').waitFor()
    }
    await openRow()
    await page.fill('.row-form-row [name="title.zh"]', '写到一半的标题')
    await page.context().clearCookies()
    await Promise.all([page.waitForURL('**/zh/sign-in?**'), page.click('.row-form-row [type=submit]')])
    await signInHere(page, keeper)
    expect(new URL(page.url()).pathname).toBe(`/zh/staff/premises/${code}/row`)
    expect(await page.inputValue('[name="title.zh"]')).toBe('写到一半的标题')
    expect(await page.locator(restored).textContent()).toContain('已恢复')
    expect(await keeps(page)).toBe(0)
    await expectAccessible(page)
    await press(page, '[data-row-form] [type=submit]')
    expect(new URL(page.url()).search).toBe('?status=available&sort=area')
    expect(await stored()).toBe('写到一半的标题')

    // Values that arrived, or came back refused, are not stored.
    await openRow()
    await page.fill('.row-form-row [name="title.zh"]', '又一个标题')
    await page.click('.row-form-row [type=submit]')
    await page.locator('.row-form-row').waitFor({ state: 'detached' })
    expect([await stored(), await keeps(page)]).toEqual(['又一个标题', 0])
    await leave(page)
  })

  it('in the decision and in the information request of a case is restored', async () => {
    const { code } = await aPremises()
    const decider = await aColleague('decider')
    const made = await anApplication({ state: 'decision', premises: [code] })
    const page = await signedIn(decider, { viewport: desktop })
    await visit(page, `/zh/staff/applications/${idOf(made)}`)
    await openAct(page, 'reject')
    const reject = 'form[action$="/reject"]'
    await page.check(`${reject} [name=reasonCodes][value=plan_weak]`)
    await page.fill(`${reject} [name=reason]`, reason)
    await page.context().clearCookies()
    await press(page, `${reject} [type=submit]`)
    await signInHere(page, decider)
    expect(new URL(page.url()).pathname).toBe(`/zh/staff/applications/${idOf(made)}`)
    expect(await page.locator(`${reject} [name=reason]`).isVisible()).toBe(true)
    expect(await page.inputValue(`${reject} [name=reason]`)).toBe(reason)
    expect(await page.isChecked(`${reject} [name=reasonCodes][value=plan_weak]`)).toBe(true)
    await expectAccessible(page)
    await leave(page)

    const { id, reviewer } = await screenedCase(site, 'ru')
    const office = await signedIn(reviewer, { viewport: desktop })
    await visit(office, `/zh/staff/applications/${id}/request`)
    await office.locator('[name=ask]').first().check()
    await office.locator('.ask textarea').first().fill(reason)
    await office.context().clearCookies()
    await press(office, 'main form[action$="/request"] [type=submit]')
    await signInHere(office, reviewer)
    expect(new URL(office.url()).pathname).toBe(`/zh/staff/applications/${id}/request`)
    expect(await office.locator('[name=ask]').first().isChecked()).toBe(true)
    expect(await office.locator('.ask textarea').first().inputValue()).toBe(reason)
    expect(await keeps(office)).toBe(0)
    await leave(office)
  })

  it('in an incentive is restored, and shows a colleague’s change made meanwhile', async () => {
    const keeper = await aColleague('listing_manager')
    const colleague = await aColleague('listing_manager')
    await site.services.incentives.seedStartingContent()
    const incentive = await IncentiveModel.findOne().lean()
    const path = `/zh/staff/incentives/${incentive?._id.toHexString() ?? ''}`
    const page = await signedIn(keeper, { viewport: desktop })
    await visit(page, path)
    await page.fill('#incentive [name="title.zh"]', '写到一半的政策')
    await page.context().clearCookies()
    await press(page, '[form=incentive][data-test=publication], #incentive [type=submit]')
    const other = await signedIn(colleague, { viewport: desktop })
    await visit(other, path)
    await other.fill('#incentive [name="title.zh"]', '同事的政策')
    await press(other, '[form=incentive][data-test=publication], #incentive [type=submit]')
    await signInHere(page, keeper)
    expect(new URL(page.url()).pathname).toBe(path)
    expect(await page.inputValue('#incentive [name="title.zh"]')).toBe('写到一半的政策')
    expect(await page.locator(restored).isVisible()).toBe(true)
    await expectAccessible(page)
    await press(page, '[form=incentive][data-test=publication], #incentive [type=submit]')
    expect(await page.locator('main').textContent()).toContain('同事的政策')
    await leave(page, other)
  })
})
