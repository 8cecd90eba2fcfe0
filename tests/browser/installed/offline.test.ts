import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { locales, translatorFor, type Locale } from '#shared/texts/i18n.ts'
import { expectAccessible, phone, useBrowser } from '../support/browser.ts'
import { signInAs, signUp } from '../support/people.ts'
import { useRunningSite, useSharedSite } from '../support/running-site.ts'

/** Addresses and full content of everything that this browser stores for the site. */
const everythingCached = `(async () => {
  const found = []
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const request of await cache.keys())
      found.push({ name, path: new URL(request.url).pathname, text: await (await cache.match(request)).text() })
  }
  return found
})()`
const sheetsAreThere =
  'document.styleSheets.length > 3 && [...document.styleSheets].every(one => one.cssRules.length > 0)'
type Cached = { name: string; path: string; text: string }
const cachedOn = (page: Page) => page.evaluate<Cached[]>(everythingCached)
const copiesOn = async (page: Page) =>
  (await cachedOn(page))
    .filter(({ name, path }) => name === 'saved' && /^\/..\/premises\//.test(path))
    .map(one => one.path)

async function withWorker(page: Page): Promise<void> {
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
  await expect.poll(() => page.evaluate('navigator.serviceWorker.controller !== null')).toBe(true)
}

async function keepOpen(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.click('form.heart button[value=add]')
  await page.locator('form.heart button[value=remove]').waitFor()
  await expect.poll(() => copiesOn(page)).toContain(new URL(address).pathname)
}

describe('without a network', () => {
  const site = useRunningSite()
  const browser = useBrowser()
  const person = async (locale: Locale) => {
    const page = await browser.person({ viewport: phone, worker: true })
    await page.goto(`${site.url}/${locale}`)
    await withWorker(page)
    return page
  }
  const become = (page: Page, { locale, email, name }: { locale: Locale; email: string; name: string }) =>
    signUp({ page, url: site.url, locale }, { name, email, password: 'fresh snow in the mountains' }, async () => {
      const { text } = await site.mailTo(email, /\/verify\//)
      return /http\S+\/verify\/\S+/.exec(text)?.[0] ?? ''
    })

  it.each(locales)('saved units can be read and others cannot, in %s', async locale => {
    const t = translatorFor(locale)
    const page = await person(locale)
    const saved = `${site.url}/${locale}/premises/SFH-A-0107`
    await keepOpen(page, saved)
    expect(await page.locator('[data-offline]').count()).toBe(0)
    const heading = await page.textContent('h1')
    await page.context().setOffline(true)

    await page.goto(saved)
    expect(await page.textContent('h1')).toBe(heading)
    expect(await page.textContent('[data-test=offline]')).toContain(t('installed.copy', { when: '' }).slice(0, 8))
    expect(await page.evaluate(sheetsAreThere)).toBe(true)
    await expectAccessible(page)

    await page.goto(`${site.url}/${locale}/premises/SFH-B-0101`)
    expect(await page.getAttribute('html', 'lang')).toBe(locale)
    expect(await page.textContent('h1')).toBe(t('installed.offline'))
    expect(await page.locator('[data-test=saved-here] a').getAttribute('href')).toBe(new URL(saved).pathname)
    await expectAccessible(page)
    await page.click('[data-test=saved-here] a')
    await page.waitForURL(saved)
    expect(await page.textContent('h1')).toBe(heading)

    await page.context().setOffline(false)
    await page.goto(saved)
    expect(await page.locator('[data-offline]').count()).toBe(0)
    await browser.leave(page)
  })

  it('the copy of a unit is deleted when it is no longer saved, here or on another device', async () => {
    const page = await person('en')
    for (const code of ['SFH-A-0107', 'SFH-B-0101']) await keepOpen(page, `${site.url}/en/premises/${code}`)
    await page.click('form.heart button[value=remove]')
    await expect.poll(() => copiesOn(page)).toEqual(['/en/premises/SFH-A-0107'])
    // Saves or removes as on another device.
    const asElsewhere = (code: string, does: string) =>
      page.evaluate(
        `fetch('/en/saved/premises', { method: 'POST', body: new URLSearchParams({ code: '${code}', do: '${does}' }) }).then(() => null)`,
      )
    await asElsewhere('SFH-A-0107', 'remove')
    await asElsewhere('SFH-B-0101', 'add')
    await page.goto(`${site.url}/en/saved`)
    await expect.poll(() => copiesOn(page)).toEqual(['/en/premises/SFH-B-0101'])
    const parts = (await cachedOn(page)).filter(({ name, path }) => name === 'saved' && path.endsWith('.css'))
    expect(parts.length).toBeGreaterThan(3)
    await page.click('.cards button.pc__heart')
    await expect.poll(() => cachedOn(page).then(all => all.filter(({ name }) => name === 'saved'))).toEqual([])
    await browser.leave(page)
  })

  it('a saved unit has its first photo, in the available size', async () => {
    const manager = await browser.person()
    await signInAs({ page: manager, url: site.url, locale: 'en' }, 'listing_manager')
    await manager.goto(`${site.url}/en/staff/premises/SFH-A-0107`)
    const picture = sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#b5432d' } }).jpeg()
    const file = { name: 'front.jpg', mimeType: 'image/jpeg', buffer: await picture.toBuffer() }
    await manager.setInputFiles('#photos-input', file)
    await manager.click('form:has(#photos-input) [type=submit]')
    await manager.locator('[name="focus.x"]').first().waitFor({ state: 'attached' })
    await browser.leave(manager)

    const page = await person('zh')
    await keepOpen(page, `${site.url}/zh/premises/SFH-A-0107`)
    await page.context().setOffline(true)
    await page.goto(`${site.url}/zh/premises/SFH-A-0107`)
    const photo = page.locator('.premises__photos img').first()
    await photo.scrollIntoViewIfNeeded()
    await expect
      .poll(() => photo.evaluate(image => (image as unknown as { naturalWidth: number }).naturalWidth))
      .toBeGreaterThan(0)
    await browser.leave(page)
  })

  it('no page about a signed-in person is stored, and no copy remains after signing out', async () => {
    const page = await person('ru')
    await keepOpen(page, `${site.url}/ru/premises/SFH-A-0107`)
    const email = 'reads-offline@example.com'
    await become(page, { locale: 'ru', email, name: 'Тайная Фамилия' })
    for (const path of ['account', 'applications', 'saved', 'account/privacy', 'premises/SFH-A-0107'])
      await page.goto(`${site.url}/ru/${path}`)
    expect(await page.getAttribute('body', 'data-owner')).toMatch(/^[0-9a-f]{24}$/)
    await keepOpen(page, `${site.url}/ru/premises/SFH-B-0101`)
    const all = await cachedOn(page)
    expect(await copiesOn(page)).toHaveLength(2)
    for (const { path, text } of all) {
      expect(text, path).not.toMatch(/Тайная|reads-offline|data-owner=/)
      expect(path).toMatch(/^\/(assets\/|favicon|media\/|..\/offline$|..\/premises\/SFH-|saved-of$)/)
    }
    await page.context().setOffline(true)
    await page.goto(`${site.url}/ru/account`)
    expect(await page.locator('body').textContent()).not.toContain('Тайная')
    await page.context().setOffline(false)

    await page.goto(`${site.url}/ru/account`)
    await page.locator('details:has(form[action$="/sign-out"]) > summary').filter({ visible: true }).first().click()
    await page.locator('form[action$="/sign-out"] [type=submit]').filter({ visible: true }).first().click()
    await page.waitForURL(/after=signed-out/)
    await expect.poll(() => copiesOn(page)).toEqual([])
    await browser.leave(page)
  })

  it('no copy remains after a session has expired', async () => {
    const page = await person('en')
    await become(page, { locale: 'en', email: 'ends-by-itself@example.com', name: 'Anna Ends' })
    await keepOpen(page, `${site.url}/en/premises/SFH-A-0107`)
    await page.context().clearCookies()
    await page.goto(`${site.url}/en/plan`)
    await expect.poll(() => copiesOn(page)).toEqual([])
    await browser.leave(page)
  })
})

describe('an error page', () => {
  const site = useSharedSite()
  const browser = useBrowser()

  it('removes no offline copies, because it may not know who is signed in', async () => {
    const page = await browser.person({ viewport: phone, worker: true })
    await page.goto(`${site.url}/en`)
    await withWorker(page)
    const person = { name: 'Anna Fails', email: 'reads-on@example.com', password: 'fresh snow in the mountains' }
    await signUp({ page, url: site.url, locale: 'en' }, person, async () => {
      const { text } = await site.mailTo(person.email, /\/verify\//)
      return /http\S+\/verify\/\S+/.exec(text)?.[0] ?? ''
    })
    await keepOpen(page, `${site.url}/en/premises/SFH-A-0107`)
    const owner = await page.getAttribute('body', 'data-owner')
    await page.context().clearCookies()
    await page.goto(`${site.url}/en/nothing-here`)
    expect(await page.getAttribute('body', 'data-owner')).toBeNull()
    // The worker handles messages one after the other, so this one comes after those of the page.
    const save = { owner, save: ['/en/premises/SFH-B-0101'] }
    await page.evaluate(
      `navigator.serviceWorker.ready.then(({ active }) => active.postMessage(${JSON.stringify(save)}))`,
    )
    await expect.poll(() => copiesOn(page)).toContain('/en/premises/SFH-B-0101')
    expect(await copiesOn(page)).toContain('/en/premises/SFH-A-0107')
    await browser.leave(page)
  })
})

describe('a service worker that an operator has switched off', () => {
  const site = useRunningSite({ env: { SERVICE_WORKER: 'off' } })
  const browser = useBrowser()

  it('removes itself and its copies, and pages work as before', async () => {
    const page = await browser.person({ viewport: phone, worker: true })
    await page.goto(`${site.url}/en/robots.txt`)
    await page.evaluate(`caches.open('saved').then(cache => cache.put('/en/premises/X', new Response('x')))`)
    await page.goto(`${site.url}/en/premises`)
    await expect.poll(() => page.evaluate('caches.keys()')).toEqual([])
    await expect.poll(() => page.evaluate('navigator.serviceWorker.getRegistrations().then(all => all.length)')).toBe(0)
    await page.goto(`${site.url}/en/premises/SFH-A-0107`)
    await page.click('form.heart button')
    await page.locator('form.heart button[value=remove]').waitFor()
    await browser.leave(page)
  })
})
