import type { Services } from '#server/services.ts'
import { actorOf } from '#web/access/access.ts'
import type { SessionAccount, StaffRole } from '#web/locals.ts'
import { beginningsOf, titleTerms } from '#shared/texts/normal-words.ts'
import { toPlainEmail } from '#shared/texts/plain-signs.ts'
import { buildingsOf, type Reach } from '../accounts/scope.ts'

export type SearchServices = Pick<
  Services,
  'premises' | 'listings' | 'cases' | 'tenancies' | 'accounts' | 'enquiries' | 'viewings' | 'incentives'
>

/** Roles that may see each kind of result: the guards of the pages that the results lead to. */
const readers = {
  cases: ['reviewer', 'decider', 'administrator'],
  listings: ['listing_manager', 'administrator'],
  people: ['administrator'],
} as const satisfies Record<string, readonly StaffRole[]>

type Found<Item> = { items: Item[]; more: boolean }
const noResults = <Item>(): Found<Item> => ({ items: [], more: false })

/** Searches all slices concurrently for a few results each, limited to what the role may open. */
export async function searchAll(services: SearchServices, q: string, account: SessionAccount) {
  const canFind = (who: keyof typeof readers) => (readers[who] as readonly string[]).includes(account.role)
  const who = actorOf(account)
  const reach = await services.premises.reachOf(account)
  const within = buildingsOf(account)
  const cases = canFind('cases') ? casesOf(services, q, who) : noResults<never>()
  const [premises, applications, tenancies, people, enquiries, viewings, buildings, incentives] = await Promise.all([
    services.listings.records.find(q, { hidden: canFind('listings'), within }),
    cases,
    tenanciesOf(services, q, { who, reach }),
    canFind('people') ? services.accounts.people.find(q) : noResults<never>(),
    canFind('listings') ? services.enquiries.find(q, reach) : noResults<never>(),
    canFind('listings') ? viewingsOf(services, q, reach) : noResults<never>(),
    canFind('listings') ? services.listings.buildings.find(q, within) : noResults<never>(),
    canFind('listings') ? incentivesLike(services, q) : noResults<never>(),
  ])
  return { premises, applications, tenancies, people, enquiries, viewings, buildings, incentives }
}
export type AllResults = Awaited<ReturnType<typeof searchAll>>

type SearchContext = { who: Searcher; reach: Reach }
type Searcher = { kind: SessionAccount['role']; id: string; name: string }

async function casesOf({ cases, accounts }: SearchServices, q: string, who: Searcher) {
  return cases.search.find({ q, applicant: await accountAt(accounts, q) }, who)
}

/** Only a complete e-mail address is matched: readers of cases must not be able to guess addresses letter by letter. */
const accountAt = async (accounts: SearchServices['accounts'], q: string): Promise<string | null> =>
  /[@＠]/.test(q) ? ((await accounts.people.findByEmail(toPlainEmail(q)))?.id ?? null) : null

async function tenanciesOf({ cases, tenancies }: SearchServices, q: string, { who, reach }: SearchContext) {
  return tenancies.records.find(q, { applications: await cases.search.findTenants({ q }, who), reach })
}

const viewingsOf = async ({ viewings, accounts }: SearchServices, q: string, reach: Reach) =>
  viewings.find(q, { visitors: await accounts.people.idsNamed(q), reach })

const incentivesShown = 8

/** Matches the beginning of any word of the title; incentives are few and in memory. */
async function incentivesLike({ incentives }: Pick<Services, 'incentives'>, q: string) {
  const beginnings = beginningsOf(q)
  const items = (await incentives.list()).filter(({ title }) => {
    const terms = titleTerms(title.ru, title.en, title.zh)
    return beginnings.some(beginning => terms.some(term => term.startsWith(beginning)))
  })
  return { items: items.slice(0, incentivesShown), more: items.length > incentivesShown }
}
