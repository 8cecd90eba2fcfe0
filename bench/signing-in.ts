import type { Started } from './processes.ts'

/** The cookie of the demonstration's reviewer. */
export async function signIn({ url }: Started): Promise<string> {
  const body = new URLSearchParams({
    email: 'reviewer@demo.startup-street.example',
    password: 'snow-on-the-cupolas',
  })
  const headers = { 'sec-fetch-site': 'same-origin' }
  const response = await fetch(`${url}/zh/sign-in`, { method: 'POST', body, headers, redirect: 'manual' })
  if (response.status !== 303) throw new Error(`signing in answered ${response.status}`)
  return response.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    .join('; ')
}
