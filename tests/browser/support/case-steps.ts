/** Steps of a case as people take them on the pages, for journeys that begin before the handover. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { translatorFor, type Locale } from '#shared/texts/i18n.ts'
import { expectAccessible } from './browser.ts'
import { openAct, press } from './people.ts'

/** Starts a draft from the page of a unit. Returns the draft's address. */
export async function startDraft(page: Page, locale: Locale): Promise<string> {
  await press(page, `form[action="/${locale}/applications"] [type=submit]`)
  await page.waitForURL(/\/applications\/[0-9a-f]{24}$/)
  return page.url()
}

/** Reads through the answers and submits them. Ends on the application's page, which names its reference. */
export async function submit(page: Page, application: string): Promise<void> {
  await page.goto(`${application}/check`)
  await expectAccessible(page)
  await press(page, `form[action$="/check"] [type=submit]`)
  await page.waitForURL(application)
  expect(await page.locator('h1').textContent()).toMatch(/SS-\d{4}-\d{6}/)
}

/** Opens the form of one of the case's acts and presses its button. */
export async function act(page: Page, name: string): Promise<void> {
  await openAct(page, name)
  await press(page, `form[action$="/${name}"] [type=submit]`)
  expect(await page.locator('[data-test=alert], [data-test=error-summary]').count(), name).toBe(0)
}

/** Records the signatures under a contract with open clauses: the page asks whether that is known. */
export async function sign(page: Page): Promise<void> {
  await openAct(page, 'contract')
  await press(page, 'form[action$="/contract"] [type=submit]')
  await page.check('[name=openPlaces]')
  await press(page, 'form[action$="/contract"] [type=submit]')
  expect(await page.locator('[data-test=alert], [data-test=error-summary]').count()).toBe(0)
}

/** Declares that no interest conflicts. */
export async function declareNone(page: Page): Promise<void> {
  await openAct(page, 'declaration')
  await page.check('form[action$="/declaration"] [name=interest][value=none]')
  await act(page, 'declaration')
}

/** Gives the same score on each criterion of the first rubric. */
export async function giveScores(page: Page, { score, comment }: { score: number; comment: string }): Promise<void> {
  await openAct(page, 'assessment')
  for (const criterion of ['feasibility', 'experience', 'jobs', 'finance', 'street_benefit']) {
    await page.check(`form[action$="/assessment"] [name=${criterion}][value="${score}"]`)
  }
  await page.fill('form[action$="/assessment"] [name=comment]', comment)
  await act(page, 'assessment')
}

const cutOff: Record<Locale, string> = { ru: 'Обрезан угол.', en: 'A corner is cut off.', zh: '页角缺失。' }

/** Requests another cash plan and a better copy of the first document from the case's page. `locale` is the applicant's. */
export async function askForMore(office: Page, { desk, locale }: { desk: string; locale: Locale }): Promise<void> {
  await office.locator(`main a[href="${desk}/request"]`).click()
  await office.waitForURL(`**${desk}/request`)
  await office.check('[name=ask][value=section-plan]')
  await office.selectOption('[name=template-section-plan]', 'cash_plan')
  expect(await office.inputValue('[name=text-section-plan]')).toContain(
    translatorFor(locale)('request.template.cash_plan.text'),
  )
  await office.check('[name=ask][value^=document-] >> nth=0')
  await office.fill('[name^=text-document-] >> nth=0', cutOff[locale])
  const writing = office.locator('[data-test=writing]')
  if ((await writing.getAttribute('open')) === null) await writing.locator('summary').click()
  await office.selectOption('#request-writtenIn', locale)
  await expectAccessible(office)
  await press(office, `form[action$="/request"] [type=submit]`)
  await office.waitForURL(`**${desk}`)
  await expectAccessible(office)
}

/** Corrects the section from the application's page, explains why the document cannot be replaced, and submits. */
export async function answerRequest(page: Page, own: string): Promise<void> {
  await page.locator(`[data-test=asked] a[href="${own}/plan"]`).click()
  await page.waitForURL(`**${own}/plan`)
  await expectAccessible(page)
  for (const cell of await page.locator('[name=revenue]').all()) await cell.fill('45000')
  await press(page, 'main form.section-form .actions [type=submit]')
  await page.waitForURL(`**${own}**`)
  await page.locator('.asked details > summary').first().click()
  await page.locator('[name=excuse]').first().fill('Угол обрезан в самом паспорте.')
  await press(page, '.asked details [type=submit]')
  await page.locator('.asked__excuse').waitFor()
  await expectAccessible(page)
  await press(page, '[type=submit][name=to][value=answered]')
  await page.locator('[data-test=asked]').waitFor({ state: 'detached' })
}

/** An objection of a neighbour to an announced decision. */
export const objection = { name: 'Ван Хай', contact: 'wang.hai@example.com', text: 'Это помещение обещали нам.' }

/** Fills in and sends the form of an objection; it takes as long as a person needs. */
export async function sendObjection(page: Page, think: () => void): Promise<void> {
  for (const [name, value] of Object.entries(objection)) await page.fill(`main [name=${name}]`, value)
  think()
  await press(page, 'main form [type=submit]')
  await page.waitForURL('**/objection/sent')
}

/** Fills in and sends the handover record; ends on the page of the tenancy. */
export async function recordHandover(page: Page, more: Record<string, string>): Promise<void> {
  const record = { electricityMeter: '120,5', inventory: '钥匙两把', ...more }
  for (const [name, value] of Object.entries(record)) {
    await page.fill(`form[action$="/handover"] [name=${name}]`, value)
  }
  // Asked only for a unit that the offer promises from a later day.
  const earlier = page.locator('form[action$="/handover"] [name=earlier]')
  if ((await earlier.count()) > 0) await earlier.fill('双方书面同意提前交接。')
  await page.click('form[action$="/handover"] [type=submit]')
  // A script sends this form: once the server has accepted it, the page of the tenancy opens.
  await page.waitForURL('**/staff/tenancies/*')
}
