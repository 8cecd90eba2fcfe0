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
  const answer = await fetch(`${url}/en/sign-in`, {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin', Origin: url },
    body: new URLSearchParams({ email, password: demonstrationPassword }),
    redirect: 'manual',
  })
  if (answer.status !== 303) throw new Error(`the demonstration's ${reader} is not let in: ${answer.status}`)
  return answer.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    .join('; ')
}

/** Turns the page's profile into that of a reader at `url`. */
export async function become(page: Page, reader: Reader, url: string): Promise<void> {
  await page.context().clearCookies()
  const cookies = (await cookiesOf(url, reader)).split('; ').filter(Boolean)
  await page.context().addCookies(
    cookies.map(cookie => {
      const [name = '', ...value] = cookie.split('=')
      return { name, value: value.join('='), url }
    }),
  )
}
