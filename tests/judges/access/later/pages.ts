import { load } from 'cheerio'
import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { pagePaths } from '../../../../server/page-paths.ts'
import { arriving } from '../../../browser/support/arriving.ts'
import { testPassword } from '../../../factories/account.ts'
import { findPages, type Extent, type FoundPage, type PageTemplate } from '../found-pages.ts'
import type { Entries } from '../prepared.ts'
import { cookiesOf, postAs, signIn, type Reader } from '../readers.ts'
import type { Stored } from './stored.ts'
import { passTexts } from './texts.ts'

/** A person who is asked for a code after the password, one who sets the second step up, and one who has it. */
type SecondStep = 'asked for a code' | 'setting up' | 'in two steps'
export type LaterReader = Reader | SecondStep
/** With `typed`, the page is the response to a form that is sent to the path with these fields. */
export type LaterPage = Pick<FoundPage, 'template' | 'path'> & { reader: LaterReader; typed?: Record<string, string> }
/** The pages to check, and the data and cookies with which the readers sign in. */
export type Later = { pages: LaterPage[]; stored: Stored; cookies: string }

const stepAt = (reader: SecondStep, template: PageTemplate) => ({ reader, template, path: template })
const secondSteps: readonly LaterPage[] = [
  stepAt('asked for a code', '/sign-in/code'),
  stepAt('setting up', '/account/two-factor/set-up'),
  stepAt('in two steps', '/account/two-factor'),
  // New recovery codes, which no link leads to.
  { ...stepAt('in two steps', '/account/two-factor/recovery'), typed: { current: testPassword } },
]

/** Checks whether a template is a tenancy, a waiting text, or a list that has these. */
const isWanted = (template: PageTemplate) =>
  /^(?:\/staff)?\/tenancies\/:id/.test(template) ||
  template.endsWith('/texts/:textId') ||
  ['/applications', '/staff', '/staff/calendar', '/staff/tenancies', '/staff/work/:kind'].includes(template)

/**
 * Returns each page of the stored data as tenant and office see it, of texts that wait for a translation, and of the second
 * step.
 */
export async function findLaterPages(url: string, stored: Stored): Promise<Later> {
  const { entries, late } = await passTexts(url, stored)
  const known = new Set(pagePaths.filter(template => !isWanted(template)))
  const found: FoundPage[] = []
  for (const { reader, extent } of walks(stored, entries)) {
    const pages = await findPages(url, reader, { asked: 40, kept: 40, known, ...extent })
    // A page that several colleagues see is checked for the first of them.
    const isNew = ({ template }: FoundPage) => isWanted(template) && !found.some(one => one.template === template)
    const begun = extent.entries[reader] ?? []
    found.push(...pages.filter(page => begun.includes(page.path) || isNew(page)))
  }
  return { pages: [...secondSteps, ...late, ...found], stored, cookies: await enrol(url, stored.enrolled) }
}

/** Every tenancy is checked as its tenant and as the decider; as a listing manager, only those with something new. */
function walks({ tenancies, nameless }: Stored, entries: Entries): { reader: Reader; extent: Walk }[] {
  const office = [...tenancies, ...nameless].map(id => `/staff/tenancies/${id}`)
  const of = (reader: Reader, own: string[], isWhole = true) => ({
    reader,
    extent: { entries: { [reader]: own }, isWhole },
  })
  const { decider = [], reviewer = [], listing_manager: manager = [] } = entries
  return [
    of(
      'applicant',
      tenancies.map(id => `/tenancies/${id}`),
    ),
    of('decider', [...office, ...decider]),
    of('reviewer', ['/staff', ...reviewer]),
    of('listing_manager', ['/staff', ...manager]),
    of('listing_manager', office, false),
    of('administrator', ['/staff']),
  ]
}
type Walk = Pick<Extent, 'entries' | 'isWhole'>

/** Sets the second step up and returns the cookies of the session. */
async function enrol(url: string, email: string): Promise<string> {
  const cookies = await beginSetUp(url, email)
  const page = load(await (await fetch(`${url}${setUp}`, { headers: { Cookie: cookies } })).text())
  const secret = Secret.fromBase32(page('[data-test=secret]').text().replace(/\s/g, ''))
  return (await postAs(url, { path: setUp, cookies }, { code: new TOTP({ secret }).generate() })).cookies
}

const setUp = '/ru/account/two-factor/set-up'

async function beginSetUp(url: string, email: string): Promise<string> {
  const cookies = await signIn(url, { email, password: testPassword })
  await postAs(url, { path: '/ru/account/two-factor', cookies }, { current: testPassword })
  return cookies
}

/** Returns the cookies of a reader as a header value. */
export function laterCookiesOf(url: string, reader: LaterReader, later: Later | null): Promise<string> {
  if (!later) return cookiesOf(url, reader as Reader)
  if (reader === 'in two steps') return Promise.resolve(later.cookies)
  if (reader === 'setting up') return beginSetUp(url, later.stored.enrolling)
  if (reader === 'asked for a code') return signIn(url, { email: later.stored.enrolled, password: testPassword })
  return cookiesOf(url, reader)
}

/** Opens an address of the site, or sends a form there with the fields in `typed`. */
export async function lead(page: Page, address: string, typed?: Record<string, string>): Promise<void> {
  if (!typed) {
    await page.goto(address)
    return
  }
  // From any page of the site: forms of other sites are refused.
  await page.goto(new URL('/robots.txt', address).href)
  const send = `(({ address, typed }) => {
    const form = document.body.appendChild(document.createElement('form'))
    Object.assign(form, { method: 'post', action: address })
    for (const [name, value] of Object.entries(typed))
      form.appendChild(Object.assign(document.createElement('input'), { name, value }))
    form.submit()
  })(${JSON.stringify({ address, typed })})`
  await arriving(page, () => page.evaluate(send))
}
