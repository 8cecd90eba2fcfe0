import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { locales } from '#shared/texts/i18n.ts'
import { testPassword, type TestAccount } from '#tests/factories/account.ts'
import { caseIn, declareOnce, isOfMany } from '#tests/support/declaring.ts'
import { useSite } from '#tests/support/site.ts'
import { desktop, phone, useBrowser } from './browser.ts'

/** Screens and languages of every journey: three languages, on a phone and on a desktop. */
export const everywhere = locales.flatMap(locale => [
  { locale, size: '390 px', viewport: phone },
  { locale, size: '1280 px', viewport: desktop },
])
type Screen = {
  viewport: { width: number; height: number }
  largeLetters?: boolean
  /** Declares interests only on the pages. */ undeclared?: true
}

/** Serves the site of this process to a browser. A test sets its clock, runs its jobs, and begins where its journey does. */
export function useOpenSite(options: Parameters<typeof useSite>[0] = {}) {
  const site = useSite(options)
  const browser = useBrowser()
  const listening: { server?: Server; url: string } = { url: '' }
  const emails = new WeakMap<Page, string>()

  beforeAll(async () => {
    const server = createServer(site.app).listen(0, '127.0.0.1')
    // A test may think for longer than the default of five seconds; a sign-in on a connection that closes meanwhile would be
    // reset.
    server.keepAliveTimeout = 0
    await once(server, 'listening')
    Object.assign(listening, { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
  })
  afterAll(() => {
    listening.server?.closeAllConnections()
    listening.server?.close()
  })

  return {
    site,
    visitor: (screen: Screen) => browser.person(screen),
    /** Signs in without the sign-in page, which other journeys use. */
    signedIn: async ({ email }: TestAccount, screen: Screen): Promise<Page> => {
      const page = await browser.person(screen)
      await signIn(page, email)
      if (screen.undeclared) emails.delete(page)
      return page
    },
    signIn: (page: Page, { email }: TestAccount) => signIn(page, email),
    /** Opens a page as an officer, after declaring no conflict of interest in its case, as in `site.as`. */
    visit: async (page: Page, path: string) => {
      const email = emails.get(page)
      const id = caseIn(path)
      if (email && (id ?? isOfMany(path))) await declareOnce(email, id, site.clock.now())
      return page.goto(`${listening.url}${path}`)
    },
    leave: (...pages: Page[]) => browser.leave(...pages),
  }

  async function signIn(page: Page, email: string): Promise<void> {
    const answer = await page.request.post(`${listening.url}/en/sign-in`, {
      form: { email, password: testPassword },
      headers: { 'Sec-Fetch-Site': 'same-origin' },
      maxRedirects: 0,
    })
    expect(answer.status()).toBe(303)
    emails.set(page, email)
  }
}
