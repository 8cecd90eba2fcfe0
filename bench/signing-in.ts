import type { Started } from './processes.ts'

type Person = 'reviewer' | 'listing-manager'
export const demonstrationPassword = 'snow-on-the-cupolas'
/** Of which requests that change something must say that they come. */
export const fromThePages = { 'sec-fetch-site': 'same-origin' }

/** The cookie of a person of the demonstration. */
export async function signIn({ url }: Pick<Started, 'url'>, person: Person = 'reviewer'): Promise<string> {
  const body = new URLSearchParams({
    email: `${person}@demo.startup-street.example`,
    password: demonstrationPassword,
  })
  const response = await fetch(`${url}/zh/sign-in`, { method: 'POST', body, headers: fromThePages, redirect: 'manual' })
  if (response.status !== 303) throw new Error(`signing in answered ${response.status}`)
  return response.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    .join('; ')
}
