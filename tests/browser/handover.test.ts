import sharp from 'sharp'
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { PictureModel } from '#models/documents/picture.ts'
import { translatorFor } from '#shared/texts/i18n.ts'
import { aColleague, type TestAccount } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { expectAccessible, phone } from './support/browser.ts'
import { idOf } from './support/cases.ts'
import { useOpenSite } from './support/open-site.ts'

const photo = async (name: string, colour: string) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 60, height: 40, channels: 3, background: colour } })
    .jpeg()
    .toBuffer(),
})
const t = translatorFor('zh')

/** Returns what this browser stores for the site, in both places. */
const kept = (page: Page): Promise<{ words: string[]; photos: number }> =>
  page.evaluate(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('kept-forms', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('photos')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const counting = opening.result.transaction('photos').objectStore('photos').count()
      counting.onsuccess = () => resolve({ words: Object.values(localStorage), photos: counting.result })
      opening.result.close()
    }
  })`)

describe('the handover form on a phone', () => {
  const { signedIn, signIn, visit, leave } = useOpenSite()
  let officer: TestAccount
  let id: string
  beforeEach(async () => {
    officer = await aColleague('reviewer', { name: '李慧兰' })
    const since = new Date('2026-11-20T04:00:00Z')
    id = idOf(await anApplication({ state: 'contracted', stateSince: since, heldPremises: 'SFH-A-0107' }))
  })
  const at = () => `/zh/staff/applications/${id}/handover`
  const state = (page: Page) => page.locator('[data-keep-state]').textContent()

  async function fillIn(page: Page): Promise<void> {
    await page.fill('[name=electricityMeter]', '12,5')
    await page.fill('[name=itemName] >> nth=0', 'Ключ')
    await page.fill('[name=itemCondition] >> nth=7', 'царапина')
    await page.fill('[name=itemName] >> nth=7', 'Радиатор')
    await page.fill('[name=inventory]', 'Витрина цела.')
    await page.fill('[name=receivedBy]', 'Анна')
    await page.setInputFiles('[name=photos]', await photo('IMG_1.jpg', '#0f5f57'))
    await page.setInputFiles('[name=photos]', await photo('IMG_2.jpg', '#b0612f'))
    await page.locator('[data-test=chosen] img').nth(1).waitFor()
    expect(await page.locator('.file-field').textContent()).toBe(`${t('form.file.choose-many')}IMG_1.jpg, IMG_2.jpg`)
    await expect.poll(async () => (await kept(page)).photos).toBe(1)
  }

  /** A script sends the form, so that nothing is lost and no page is loaded. */
  const send = (page: Page) => page.click('form[action$="/handover"] [type=submit]')

  async function expectAllThere(page: Page): Promise<void> {
    expect(await page.inputValue('[name=electricityMeter]')).toBe('12,5')
    expect(await page.inputValue('[name=itemName] >> nth=0')).toBe('Ключ')
    expect(await page.inputValue('[name=itemName] >> nth=7')).toBe('Радиатор')
    expect(await page.inputValue('[name=itemCondition] >> nth=7')).toBe('царапина')
    expect(await page.inputValue('[name=receivedBy]')).toBe('Анна')
    await page.locator('[data-test=chosen] img').nth(1).waitFor()
  }

  it('keeps all text and photos when the connection is lost, and deletes them once they are sent', async () => {
    const page = await signedIn(officer, { viewport: phone })
    await visit(page, at())
    await expectAccessible(page)
    await fillIn(page)
    await expectAccessible(page)
    await page.context().setOffline(true)
    await send(page)
    await expect.poll(() => state(page)).toBe(t('keys.offline'))
    await expectAllThere(page)

    await page.context().setOffline(false)
    await page.reload()
    await expect.poll(() => state(page)).toBe(t('keys.restored'))
    await expectAllThere(page)
    expect(await page.inputValue('[name=handedBy]')).toBe('李慧兰')

    await send(page)
    // The handover leads to its tenancy without another click and without waiting for a worker.
    await page.waitForURL(/\/staff\/tenancies\/[0-9a-f]{24}$/)
    await expectAccessible(page)
    const handover = (await ApplicationModel.findById(id).lean())?.offer?.acceptance?.handover
    expect(handover).toMatchObject({ electricityMeter: 12.5, inventory: 'Витрина цела.', receivedBy: 'Анна' })
    expect(handover?.items?.map(({ name }) => name)).toEqual(['Ключ', 'Радиатор'])
    expect(handover?.photos).toHaveLength(2)
    expect(await PictureModel.countDocuments()).toBe(2)
    expect(await kept(page)).toEqual({ words: [], photos: 0 })
    expect(await page.locator('[data-test=notice]').textContent()).toContain(t('case.done.handover'))
    await leave(page)
  })

  it('keeps the text of a refused form but sends no photo twice, and allows more rows than the page shows', async () => {
    const page = await signedIn(officer, { viewport: phone })
    await visit(page, at())
    await fillIn(page)
    await page.fill('[name=electricityMeter]', 'много')
    for (const row of [1, 2, 3, 4, 5, 6])
      await page.fill(`[name=itemName] >> nth=${String(row)}`, `Полка ${String(row)}`)
    await send(page)
    await page.locator('[data-error-summary]').waitFor()
    await page.locator('[data-test=pictures] img').nth(1).waitFor()
    expect(await page.locator('[data-test=chosen] img').count()).toBe(0)
    expect((await kept(page)).photos).toBe(0)
    await expectAccessible(page)
    await page.fill('[name=itemName] >> nth=9', 'Зеркало')
    await page.reload()
    await expect.poll(() => state(page)).toBe(t('keys.restored'))
    expect(await page.inputValue('[name=itemName] >> nth=7')).toBe('Радиатор')
    expect(await page.inputValue('[name=itemName] >> nth=9')).toBe('Зеркало')
    expect(await page.inputValue('[name=receivedBy]')).toBe('Анна')
    await page.fill('[name=electricityMeter]', '13')
    await send(page)
    await page.waitForURL(/\/staff\/tenancies\/[0-9a-f]{24}$/)
    const handover = (await ApplicationModel.findById(id).lean())?.offer?.acceptance?.handover
    expect(handover?.photos).toHaveLength(2)
    expect(handover?.items?.map(({ name }) => name)).toContain('Зеркало')
    await leave(page)
  })

  it('keeps everything while the officer signs in again, and nothing after signing out or for a colleague', async () => {
    const page = await signedIn(officer, { viewport: phone })
    await visit(page, at())
    await fillIn(page)
    await page.context().clearCookies()
    await send(page)
    await page.waitForURL('**/sign-in**')
    expect((await kept(page)).photos).toBe(1)
    await signIn(page, officer)
    await visit(page, at())
    await expectAllThere(page)

    await signIn(page, await aColleague('decider'))
    await visit(page, at())
    await expect.poll(() => kept(page)).toEqual({ words: [], photos: 0 })
    expect(await page.inputValue('[name=electricityMeter]')).toBe('')
    await fillIn(page)
    await page.locator('details:has(form[action$="/sign-out"]) > summary').filter({ visible: true }).first().click()
    await page.locator('form[action$="/sign-out"] [type=submit]').filter({ visible: true }).first().click()
    // Signing out deletes unsaved input, so the page asks.
    await page.locator('[data-test=unsaved] .button--second').click()
    await page.waitForURL('**/sign-in?after=signed-out')
    await expect.poll(() => kept(page)).toEqual({ words: [], photos: 0 })
    await leave(page)
  })
})
