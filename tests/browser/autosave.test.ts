import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { anApplicant, testPassword } from '../factories/account.ts'
import { aDraft } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { expectAccessible, phone } from './support/browser.ts'
import { idOf } from './support/cases.ts'
import { useOpenSite } from './support/open-site.ts'
import { press } from './support/people.ts'

const save = 'form.section-form .actions [type=submit]'
const state = '[data-test=autosave]'

describe('an application filled in on a phone', () => {
  const { signedIn, visit, leave } = useOpenSite()

  async function aDraftHere() {
    const account = await anApplicant()
    const { code } = await aPremises()
    const id = idOf(
      await aDraft({ applicant: account._id, premises: [code], answers: { choice: { premises: [code] } } }),
    )
    const page = await signedIn(account, { viewport: phone })
    const answers = async () => (await ApplicationModel.findById(id).lean())?.answers ?? {}
    return { account, id, page, answers }
  }
  const saved = (page: Page, answer: string) => page.locator(`${state}:has-text("${answer}")`).waitFor()
  const inBrowser = (page: Page) =>
    page.evaluate<string>('JSON.stringify([{ ...sessionStorage }, { ...localStorage }])')

  it('is saved on the server a moment after typing, and continues from there', async () => {
    const { id, page, answers } = await aDraftHere()
    await visit(page, `/en/applications/${id}/applicant`)
    await page.fill('[name=lastNameLatin]', 'IVANOVA')
    await page.fill('[name=passportNumber]', '75 1234567')
    await saved(page, 'Saved at')
    expect((await answers()).applicant).toMatchObject({ lastNameLatin: 'IVANOVA', passportNumber: '75 1234567' })
    expect(await inBrowser(page)).toBe('[{},{}]')
    await expectAccessible(page)

    // The phone fails: the answers are there on another one, or the next day.
    await visit(page, `/en/applications/${id}/applicant`)
    expect(await page.inputValue('[name=passportNumber]')).toBe('75 1234567')
    await page.fill('[name=firstNameLatin]', 'ANNA')
    await saved(page, 'Saved at')
    await press(page, save)
    expect(await page.locator('[data-test=clash]').count()).toBe(0)
    expect((await answers()).applicant?.firstNameLatin).toBe('ANNA')
    await leave(page)
  })

  it('stays on the page when sent without a connection, and is sent once the connection returns', async () => {
    const { id, page, answers } = await aDraftHere()
    await visit(page, `/en/applications/${id}/choice`)
    await page.fill('[name=areaNeeded]', '44')
    await page.context().setOffline(true)
    await page.fill('[name=reason]', 'Typed in a tunnel')
    await page.click(save)
    await saved(page, 'no connection')
    expect(new URL(page.url()).pathname).toBe(`/en/applications/${id}/choice`)
    expect(await page.inputValue('[name=reason]')).toBe('Typed in a tunnel')
    await page.click(save)
    await page.context().setOffline(false)
    await saved(page, 'Saved at')
    expect((await answers()).choice?.reason).toBe('Typed in a tunnel')
    await press(page, save)
    expect((await answers()).choice).toMatchObject({ reason: 'Typed in a tunnel', areaNeeded: '44' })
    await leave(page)
  })

  it('shows both versions when another tab saved first', async () => {
    const { id, page, answers } = await aDraftHere()
    await visit(page, `/en/applications/${id}/plan`)
    const other = await page.context().newPage()
    await visit(other, `/en/applications/${id}/plan`)
    await other.fill('[name=activity]', 'A tea house')
    await saved(other, 'Saved at')
    await page.fill('[name=activity]', 'A bakery')
    await saved(page, 'another tab')
    expect((await answers()).plan?.activity).toBe('A tea house')
    await press(page, save)
    expect(await page.locator('main').textContent()).toContain('A bakery')
    expect(await page.locator('[data-test=clash]').isVisible()).toBe(true)
    await leave(page)
  })

  it('is restored after the session has ended, except the passport number', async () => {
    const { account, id, page } = await aDraftHere()
    await visit(page, `/en/applications/${id}/applicant`)
    await page.context().clearCookies()
    await page.fill('[name=lastNameLatin]', 'IVANOVA')
    await page.fill('[name=residence]', 'Владивосток,\nСветланская, 1')
    await page.fill('[name=passportNumber]', '75 1234567')
    await saved(page, 'signed out')
    await press(page, save)
    expect(new URL(page.url()).pathname).toBe('/en/sign-in')
    expect(await page.locator('[data-test=kept]').isVisible()).toBe(true)
    const kept = await inBrowser(page)
    expect(kept).toContain('IVANOVA')
    expect(kept).not.toContain('1234567')
    await page.fill('[name=email]', account.email)
    await page.fill('[name=password]', testPassword)
    await press(page, 'main form [type=submit]')
    expect(new URL(page.url()).pathname).toBe(`/en/applications/${id}/applicant`)
    expect(await page.inputValue('[name=lastNameLatin]')).toBe('IVANOVA')
    expect(await page.inputValue('[name=residence]')).toBe('Владивосток,\nСветланская, 1')
    expect(await page.locator('[data-test=restored]').textContent()).toContain('passport number')
    expect(await inBrowser(page)).toBe('[{},{}]')
    await saved(page, 'Saved at')
    await leave(page)
  })

  it.each([
    ['en', '20,000', '1,250.50', '¥18,749.50'],
    ['zh', '２０，０００', '1,250.50元', '¥18,749.50'],
    ['ru', '20 000', '1 250,50', '¥18 749,50'],
  ])('computes the cash plan as the server does, in %s', async (locale, revenue, costs, left) => {
    const { id, page, answers } = await aDraftHere()
    const first = async () => (await page.locator('[data-cash=result]').first().textContent())?.replace(/\s/g, ' ')
    await visit(page, `/${locale}/applications/${id}/plan`)
    await page.locator('[name=revenue]').first().fill(revenue)
    await page.locator('[name=costs]').first().fill(costs)
    expect(await first()).toBe(left)
    await saved(page, { en: 'Saved at', zh: '保存。', ru: 'Сохранено' }[locale] ?? '')
    expect((await answers()).plan).toMatchObject({ revenue: expect.arrayContaining(['20000']) })
    await page.reload()
    expect(await first()).toBe(left)
    await leave(page)
  })
})
