import { expect } from 'vitest'
import type { TestAccount } from '#tests/factories/account.ts'
import { aDraft, anApplication } from '#tests/factories/applications.ts'
import { aPremises } from '#tests/factories/premises.ts'
import { declaresBefore } from '../declaring.ts'
import type { useSite } from '../site.ts'
import { fieldNames } from './field-names.ts'
import { withKeepAlive } from './keep-alive.ts'
import { accountOf, addressOf, someAtOnce, walkers, type Walker } from './route-walk.ts'
import { routesOf, type Route } from './routes.ts'

const names = fieldNames()
const all = (value: string): string => names.map(name => `${name}=${value}`).join('&')
const gaps = ['x', '%00', '%E0%A4%A', '%ED%A0%80', '__proto__', '[$ne]', '..%2f..', 'a%0d%0aX:y', 'a'.repeat(5000)]
const queries = [
  all('%00'),
  all('constructor'),
  all('9007199254740991'),
  all('%ED%A0%80(((*'),
  names.map(name => `${name}[$ne]=1&${name}=a&${name}=b&${name}[]=c`).join('&'),
]
const urlencoded = 'application/x-www-form-urlencoded'
const part = (name: string, more = '') => `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n%PDF\r\n`
const bodies: [type: string, body: string][] = [
  [urlencoded, ''],
  ...['%00', '-1', '1e308', '999999999999999999999', '9999-12-31', 'a%0d%0aBcc:b@example.com', '__proto__', 'yes'].map(
    (value): [string, string] => [urlencoded, all(value)],
  ),
  ...queries.slice(3).map((body): [string, string] => [urlencoded, body]),
  [urlencoded, names.map(name => `${name}=${'x'.repeat(900)}`).join('&')],
  [urlencoded, `name=${'я'.repeat(10_000)}&note=${'x'.repeat(64_000)}&email=${'a'.repeat(20_000)}`],
  [urlencoded, `note=${'x'.repeat(300_000)}`],
  [urlencoded, 'a=1&'.repeat(3_000)],
  [`${urlencoded}; charset=utf-7`, 'name=x'],
  ['application/json', '{"email":{"$ne":1},"password":{"$ne":1}}'],
  ['multipart/form-data', 'no boundary'],
  ['multipart/form-data; boundary=x', `${part('__proto__[a]')}${part('a[4294967294]')}--x--\r\n`],
  ['multipart/form-data; boundary=x', `${part('passport', '; filename="../a\0.pdf"')}--x--\r\n`],
  ['multipart/form-data; boundary=x', part('file', '; filename="cut.pdf"')],
]

/** All roles together take longer than any other test, so two files share them: these roles, and the others. */
export const officers: readonly Walker[] = ['reviewer', 'decider']

/**
 * Where an earlier role in `walkers` has made every attack, each later role makes one attack in this many; together they
 * make all again.
 */
const shares = 4

type Attack = { method: string; address: string; type: string; body: string }

function attacksOn(method: string, route: string, valueOf: (gap: string) => string): Attack[] {
  const there = addressOf(route, valueOf)
  const nothing = { method, type: urlencoded, body: '' }
  const inside =
    method === 'get'
      ? queries.map(query => ({ address: `${there}?${query}`, ...nothing }))
      : bodies.map(([type, body]) => ({ method, address: there, type, body }))
  const odd = route.includes(':') ? gaps.map(gap => ({ address: addressOf(route, () => gap), ...nothing })) : []
  return [...inside, ...odd]
}

/** Creates the data that routes refer to, for this account. */
export async function existing(account: TestAccount | null) {
  const { code } = await aPremises()
  const application = await anApplication({ premises: [code] })
  const draft = await aDraft({ premises: [code], ...(account ? { applicant: account._id } : {}) })
  return (route: string) => (gap: string) => {
    if (gap === 'code') return route.includes('buildings') ? 'A1' : code
    if (gap === 'section') return 'plan'
    if (gap !== 'id') return '0'.repeat(24)
    if (route.startsWith('/staff/applications')) return application._id.toHexString()
    return route.startsWith('/applications') ? draft._id.toHexString() : '0'.repeat(24)
  }
}

const isFirst = (role: Walker, { roles }: Route): boolean => walkers.find(one => roles?.includes(one)) === role

/** Returns the attacks that a role makes on a route: all when it is the first role that may use it, else its share. */
function attacksBy(role: Walker, route: Route, valueOf: (gap: string) => string): Attack[] {
  const all = attacksOn(route.method, route.path, valueOf)
  const mine = walkers.indexOf(role) % shares
  return isFirst(role, route) ? all : all.filter((_attack, number) => number % shares === mine)
}

/**
 * Attacks every route that a role may use and expects no response worse than a refusal. Only the first role that may use a
 * route makes all attacks on it: the code behind it is the same, and the others make their share.
 */
export async function expectRefusals(site: ReturnType<typeof useSite>, role: Walker): Promise<void> {
  const account = await accountOf(role)
  const valuesOf = await existing(account)
  const routes = routesOf(site.app).filter(route => route.roles?.includes(role) && !route.path.includes('sign-out'))
  const failed: string[] = []

  await withKeepAlive(site.app, async openBrowser => {
    const browser = openBrowser()
    if (account) await browser.signIn(account.email)
    const declare = account ? declaresBefore(account.email, site.clock) : () => Promise.resolve()
    const attacks = routes.flatMap(route => attacksBy(role, route, valuesOf(route.path)))
    await someAtOnce(attacks, async ({ method, address, type, body }) => {
      await declare(address)
      const status = await browser.ask(address, method === 'get' ? {} : { method: 'POST', type, body })
      if (status >= 500) failed.push(`${status} ${method} ${address} ${type} ${body}`.slice(0, 200))
    })
  })
  expect(routes.length).toBeGreaterThan(10)
  expect(failed).toEqual([])
  expect(site.log.lines().filter(({ msg }) => msg === 'request failed')).toEqual([])
}
