import type { Page } from 'playwright-core'
import { demonstrationPassword, demonstrationPeople } from '../../../server/features/accounts/demonstration.ts'
import type { Role } from '../../../server/web/locals.ts'

/** A visitor, or the demonstration's person with a role. */
export type Reader = Role | 'signed-out'
/** Readers who see most come first. */
export const readers: readonly Reader[] = [
  ...(['administrator', 'listing_manager', 'decider', 'reviewer', 'applicant', 'signed-out'] as const),
]

/** Signs a reader in at `url` and returns the cookies as a header value; empty for a visitor. */
export async function cookiesOf(url: string, reader: Reader): Promise<string> {
  if (reader === 'signed-out') return ''
  const { email } = demonstrationPeople.find(({ role }) => role === reader)!
  return signIn(url, { email, password: demonstrationPassword })
}

/** Signs in and returns the cookies as a header value. Throws when the password is wrong. */
export async function signIn(url: string, { email, password }: { email: string; password: string }): Promise<string> {
  const { status, cookies } = await postAs(url, { path: '/en/sign-in', cookies: '' }, { email, password })
  if (status !== 303) throw new Error(`${email} is not let in: ${status}`)
  return cookies
}

/** Sends a form like a page of the site and returns the cookies afterwards. */
export async function postAs(
  url: string,
  { path, cookies }: { path: string; cookies: string },
  body: Record<string, string>,
): Promise<{ status: number; cookies: string }> {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin', Origin: url, Cookie: cookies },
    body: new URLSearchParams(body),
    redirect: 'manual',
  })
  const set = answer.headers.getSetCookie().map(cookie => cookie.split(';')[0])
  return { status: answer.status, cookies: set.length > 0 ? set.join('; ') : cookies }
}

/** Gives the page the session of a reader at `url`. */
export async function become(page: Page, reader: Reader, url: string): Promise<void> {
  await takeOn(page, await cookiesOf(url, reader), url)
}

/** Gives the page these cookies at `url`. */
export async function takeOn(page: Page, header: string, url: string): Promise<void> {
  await page.context().clearCookies()
  const cookies = header.split('; ').filter(Boolean)
  await page.context().addCookies(
    cookies.map(cookie => {
      const [name = '', ...value] = cookie.split('=')
      return { name, value: value.join('='), url }
    }),
  )
}
