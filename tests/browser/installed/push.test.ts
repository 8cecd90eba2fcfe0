import type { BrowserContext, Page, Worker } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import webpush from 'web-push'
import { locales, translatorFor } from '#shared/texts/i18n.ts'
import { desktop, expectAccessible, phone, useBrowser } from '../support/browser.ts'
import { signInAs } from '../support/people.ts'
import { useRunningSite } from '../support/running-site.ts'

const { publicKey, privateKey } = webpush.generateVAPIDKeys()
const site = useRunningSite({
  env: { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT: 'mailto:web@street.test' },
})
const browser = useBrowser()

/** Replaces the push service of the browser's maker and the person's consent, which headless Chromium lacks. */
const subscribes = `Object.defineProperty(Notification, 'permission', { get: () => 'granted' })
Notification.requestPermission = async () => 'granted'
PushManager.prototype.subscribe = async () => ({ toJSON: () => ({
  endpoint: 'https://updates.push.services.mozilla.com/wpush/v2/of-a-test',
  keys: { p256dh: '${publicKey}', auth: 'AAAAAAAAAAAAAAAAAAAAAA' },
}) })`

async function workerOf(page: Page): Promise<Worker> {
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
  const context: BrowserContext = page.context()
  const [worker] = context.serviceWorkers()
  return worker ?? context.waitForEvent('serviceworker')
}

describe('notifications', () => {
  it.each(locales)('are switched on and off on a page that explains them, in %s', async locale => {
    const t = translatorFor(locale)
    const page = await browser.person({ viewport: phone, worker: true })
    await page.addInitScript(subscribes)
    await signInAs({ page, url: site.url, locale }, 'applicant')
    await page.goto(`${site.url}/${locale}/account/notifications`)
    await expectAccessible(page)
    await page.click('[data-push] button')
    await page.locator('[data-test=devices] li').waitFor()
    expect(await page.textContent('[data-test=notice]')).toContain(t('push.on'))
    await page.uncheck('[name=kinds][value=search]')
    await page.selectOption('[name=from]', '21')
    await page.click('form[action$="/account/notifications"] [type=submit]')
    await page.locator('[data-test=notice]', { hasText: t('push.saved') }).waitFor()
    expect(await page.inputValue('[name=from]')).toBe('21')
    expect(await page.isChecked('[name=kinds][value=search]')).toBe(false)
    await expectAccessible(page)
    await page.setViewportSize(desktop)
    await expectAccessible(page)
    await page.click('[data-test=devices] [type=submit]')
    await page.locator('[data-test=devices]').waitFor({ state: 'detached' })
    await browser.leave(page)
  })

  it('explain without scripts what is needed', async () => {
    const page = await browser.person({ javaScript: false })
    await signInAs({ page, url: site.url, locale: 'en' }, 'applicant')
    await page.goto(`${site.url}/en/account/notifications`)
    expect(await page.locator('[data-push-state=off]').isVisible()).toBe(true)
    expect(await page.locator('[data-push] button').isVisible()).toBe(false)
    await browser.leave(page)
  })

  it('show only texts of the site, whatever a message contains, and open only its pages', async () => {
    const page = await browser.person({ worker: true })
    await page.goto(`${site.url}/zh/premises`)
    const worker = await workerOf(page)
    const shown = (data: string) =>
      worker.evaluate(`(async () => {
        const event = new PushEvent('push', { data: ${JSON.stringify(data)} })
        const waits = []
        let shown = null
        ServiceWorkerRegistration.prototype.showNotification = async (title, { body, tag }) => void (shown = [title, body, tag])
        event.waitUntil = work => waits.push(work)
        self.dispatchEvent(event)
        await Promise.all(waits)
        return shown
      })()`)
    const t = translatorFor('zh')
    expect(await shown('{"kind":"case","locale":"zh"}'.padEnd(64))).toEqual([
      t('site.name'),
      t('push.told.case'),
      'case',
    ])
    const ru = translatorFor('ru')
    for (const odd of ['', 'nonsense', '{"kind":"case","locale":"xx","url":"https://evil.example"}'])
      expect(await shown(odd)).toEqual([ru('site.name'), ru('push.told.several'), 'several'])

    const opened = (kind: string) =>
      worker.evaluate(`(async () => {
        const opened = []
        self.clients.openWindow = async path => void opened.push(path)
        self.WindowClient.prototype.focus = async function () { opened.push('focus ' + new URL(this.url).pathname) }
        const waits = []
        const event = new ExtendableEvent('notificationclick')
        event.notification = { close() {}, data: { kind: '${kind}', locale: 'zh' } }
        event.waitUntil = work => waits.push(work)
        self.dispatchEvent(event)
        await Promise.all(waits)
        return opened
      })()`)
    expect(await opened('viewing')).toEqual(['/zh/viewings'])
    expect(await opened('https://evil.example')).toEqual(['/ru/account'])
    await page.goto(`${site.url}/zh/saved`)
    expect(await opened('search')).toEqual(['focus /zh/saved'])
    await browser.leave(page)
  })
})
