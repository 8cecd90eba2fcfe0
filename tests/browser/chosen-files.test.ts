import { describe, expect, it } from 'vitest'
import { DocumentModel } from '#models/documents/document.ts'
import { anApplicant } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { phone } from './support/browser.ts'
import { startDraft } from './support/case-steps.ts'
import { useOpenSite } from './support/open-site.ts'

const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n')

describe('an applicant who has chosen files on a phone', () => {
  const { signedIn, visit } = useOpenSite()

  it('leaves the page by “done” with the files, and stays on it when they are refused', async () => {
    const { code } = await aPremises()
    const page = await signedIn(await anApplicant({ locale: 'ru' }), { viewport: phone })
    await visit(page, `/ru/premises/${code}`)
    const application = await startDraft(page, 'ru')
    await page.goto(`${application}/documents`)
    await page.setInputFiles('[name=passport]', { name: 'pass.txt', mimeType: 'text/plain', buffer: Buffer.from('x') })
    await page.click('[data-uploads-done]')
    await page.locator('[data-test=error-summary]').waitFor()
    expect(page.url()).toBe(`${application}/documents`)

    await page.setInputFiles('[name=passport]', { name: 'pass.pdf', mimeType: 'application/pdf', buffer: pdf })
    await page.click('[data-uploads-done]')
    await page.waitForURL(application)
    expect(await DocumentModel.countDocuments({ application: application.split('/').at(-1) ?? '' })).toBe(1)

    await page.goto(`${application}/documents`)
    await page.click('[data-uploads-done]')
    await page.waitForURL(application)
  })
})
