import { aColleague, anApplicant, type TestAccount } from '#tests/factories/account.ts'
import { type Role, staffRoles } from '#web/locals.ts'
import type { useSite } from '../site.ts'

export type Walker = Role | 'signed-out'
export const walkers: readonly Walker[] = ['signed-out', 'applicant', ...staffRoles]

const outsideLanguages =
  /^\/(healthz|readyz|metrics|robots\.txt|sitemap\.xml|sw\.js|\.well-known\/|media\/|inbound\/|api\/|og\/|embed\/)/

/** Returns the address of a route in one language, its parameters filled by `valueOf(name)`. */
export function addressOf(path: string, valueOf: (gap: string) => string): string {
  const filled = path.replace(/:([A-Za-z]+)/g, (_gap, name: string) => valueOf(name))
  return outsideLanguages.test(path) ? filled : `/en${filled === '/' ? '' : filled}`
}

/** Creates the account of a person with a role; null for a visitor who is not signed in. */
export async function accountOf(role: Walker): Promise<TestAccount | null> {
  if (role === 'signed-out') return null
  return role === 'applicant' ? anApplicant() : aColleague(role)
}

/** Signs in a person with a role, or returns a visitor who is not signed in. */
export async function walk(site: ReturnType<typeof useSite>, role: Walker) {
  const account = await accountOf(role)
  return { account, agent: account ? await site.as(account) : site.agent() }
}

/** Number of concurrent requests: the database then works for several of them. */
const atOnce = 4

/** Calls `ask` for each item, some at a time. */
export async function someAtOnce<T>(items: Iterable<T>, ask: (item: T) => Promise<void>): Promise<void> {
  const left = items[Symbol.iterator]()
  const askOn = async () => {
    for (let next = left.next(); !next.done; next = left.next()) await ask(next.value)
  }
  await Promise.all(Array.from({ length: atOnce }, askOn))
}
