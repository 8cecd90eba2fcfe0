import { demonstrationPassword } from '../server/features/accounts/demonstration.ts'
import type { Started } from './processes.ts'

export type Person = 'reviewer' | 'decider' | 'listing-manager' | 'administrator'
/** Header that requests which change something must send. */
export const fromThePages = { 'sec-fetch-site': 'same-origin' }

/** Signs in a person of the demonstration and returns the cookies. */
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
