/** Helpers that use the site as a person does: by its addresses, its fields and its texts. */
import type { Page } from 'playwright-core'
import { demonstrationPassword, demonstrationPeople } from '#features/accounts/demonstration.ts'
import { plainPdf } from '#features/applications/demonstration/papers.ts'
import type { Role } from '#web/locals.ts'
import { arriving } from './arriving.ts'

type Visit = { page: Page; url: string; locale: string }

/**
 * Presses a submit button and waits until the next page is loaded. A form that a script sends leads to none: use click for
 * that.
 */
export const press = (page: Page, selector: string): Promise<void> =>
  arriving(page, () => page.locator(selector).filter({ visible: true }).first().click())

/** Unfolds the form of one of a case's acts, unless it is already open. */
export async function openAct(page: Page, name: string): Promise<void> {
  const summary = page.locator(`details:not([open]):has(form[action$="/${name}"]) > summary`)
  if (await summary.count()) await summary.first().click()
}

/** Signs in as the demonstration person of a role. */
export async function signInAs({ page, url, locale }: Visit, role: Role): Promise<void> {
  const person = demonstrationPeople.find(candidate => candidate.role === role)
  if (!person) throw new Error(`no demonstration ${role}`)
  await page.goto(`${url}/${locale}/sign-in`)
  await page.fill('[name=email]', person.email)
  await page.fill('[name=password]', demonstrationPassword)
  await press(page, 'main form [type=submit]')
}

/** Signs up a new person and follows the link in the mail; ends signed in. */
export async function signUp(
  { page, url, locale }: Visit,
  person: { name: string; email: string; password: string },
  verificationLink: () => Promise<string>,
): Promise<void> {
  await page.goto(`${url}/${locale}/sign-up`)
  await page.fill('[name=name]', person.name)
  await page.fill('[name=email]', person.email)
  await page.fill('[name=password]', person.password)
  await press(page, 'main form [type=submit]')
  await page.goto(await verificationLink())
  await press(page, 'main form [type=submit]')
  await page.goto(`${url}/${locale}/sign-in`)
  if (await page.locator('[name=password]').count()) {
    await page.fill('[name=email]', person.email)
    await page.fill('[name=password]', person.password)
    await press(page, 'main form [type=submit]')
  }
}

/** Answers each section of a draft like a person who wants to open a small shop. */
export async function fillApplication(page: Page, application: string): Promise<void> {
  const section = async (name: string, fill: () => Promise<void>) => {
    await page.goto(`${application}/${name}`)
    await fill()
    await press(page, 'main form.section-form .actions [type=submit]')
  }
  const texts = async (values: Record<string, string>) => {
    for (const [name, value] of Object.entries(values)) await page.fill(`[name=${name}]`, value)
  }
  const radios = async (values: Record<string, string>) => {
    for (const [name, value] of Object.entries(values)) await page.check(`[name=${name}][value=${value}]`)
  }

  await section('choice', async () => {
    await texts({ reason: 'Рядом вход и витрина.', areaNeeded: '40', powerKw: '3' })
    await radios({ waterNeeded: 'no', extractionNeeded: 'no' })
  })
  await section('applicant', async () => {
    await texts({
      lastNameLatin: 'VYDUMANNAYA',
      firstNameLatin: 'ALISA',
      nameCyrillic: 'Алиса Выдуманная',
      passportNumber: '00 0000001',
      passportExpiry: '2035-01-31',
      residence: 'Владивосток, улица Выдуманная, 1',
      phone: '+7 000 000 00 01',
    })
    await page.selectOption('[name=citizenship]', 'RU')
    await radios({ preferredLanguage: 'ru', byAgent: 'no' })
  })
  await section('company', () => radios({ vehicle: 'individual' }))
  await section('plan', async () => {
    await texts({
      activity: 'Магазин сувениров и книг',
      products: 'Книги, открытки, сувениры',
      openingHours: '10:00–19:00',
      foreignStaff: '1',
      localStaff: '2',
      investment: '150000',
      fitOut: 'Стеллажи и свет',
      experience: 'Пять лет торговли книгами',
      earliestOpening: '2027-03-01',
    })
    await page.selectOption('[name=fundingSource]', 'own')
    await radios({ useClass: 'retail', food: 'no', alcohol: 'no', hazard: 'no' })
    for (const [name, value] of [
      ['revenue', '30000'],
      ['costs', '22000'],
    ] as const) {
      for (const cell of await page.locator(`[name=${name}]`).all()) await cell.fill(value)
    }
  })
  await section('declarations', async () => {
    await page.fill('[name=relatedParties]', 'Нет')
    for (const name of ['truth', 'noSubletting', 'transferConsent']) await page.check(`[name=${name}]`)
  })
}

/** Adds one file of each kind that every application needs, in one request. */
export async function addDocuments(page: Page, application: string): Promise<void> {
  await page.goto(`${application}/documents`)
  for (const [kind, name] of [
    ['passport', 'паспорт.pdf'],
    ['business_plan', 'бизнес-план.pdf'],
    ['experience', '作品集.pdf'],
  ] as const) {
    await page.setInputFiles(`[name=${kind}]`, { name, mimeType: 'application/pdf', buffer: plainPdf([name]) })
  }
  await page.click('[type=submit][form=upload]')
  await page.locator('.file-list li').nth(2).waitFor()
}
