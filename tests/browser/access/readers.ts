import type { Page } from 'playwright-core'
import { demonstrationPassword, demonstrationPeople } from '#features/accounts/demonstration.ts'
import type { Role } from '#web/locals.ts'

/** Whoever a page is shown to: a visitor, or the demonstration's person of a role. */
export type Reader = Role | 'signed-out'
/** Who sees most comes first. */
export const readers: readonly Reader[] = [
  ...(['administrator', 'listing_manager', 'decider', 'reviewer', 'applicant', 'signed-out'] as const),
]

/** The cookies of a reader who has just signed in at `url`, as a header has them; empty for a visitor. */
export async function cookiesOf(url: string, reader: Reader): Promise<string> {
  if (reader === 'signed-out') return ''
  const { email } = demonstrationPeople.find(({ role }) => role === reader)!
  return signIn(url, { email, password: demonstrationPassword })
}

/** The cookies of somebody whose password is right, as a header has them. Throws where it is not. */
export async function signIn(url: string, { email, password }: { email: string; password: string }): Promise<string> {
  const { status, cookies } = await postAs(url, { path: '/en/sign-in', cookies: '' }, { email, password })
  if (status !== 303) throw new Error(`${email} is not let in: ${status}`)
  return cookies
}

/** Posts like a page of the site. Ends with the cookies there are from then on. */
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

/** Turns the page's profile into that of a reader at `url`. */
export async function become(page: Page, reader: Reader, url: string): Promise<void> {
  await takeOn(page, await cookiesOf(url, reader), url)
}

/** Turns the page's profile into that of whoever has these cookies at `url`. */
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
