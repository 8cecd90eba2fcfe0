import type { Services } from '../../services.ts'
import type { SessionAccount, StaffRole } from '../../web/locals.ts'
import { mayTouch } from '../accounts/scope.ts'
import { incentivesLike } from './incentives.ts'

export type SearchServices = Pick<
  Services,
  'premises' | 'buildings' | 'applications' | 'tenancies' | 'accounts' | 'enquiries' | 'viewings' | 'incentives'
>

/** Who keeps what: the gates of the pages that the results lead to. */
const readers = {
  cases: ['reviewer', 'decider', 'administrator'],
  listings: ['listing_manager', 'administrator'],
  people: ['administrator'],
} as const satisfies Record<string, readonly StaffRole[]>

type Found<Item> = { items: Item[]; more: boolean }
const nothing = <Item>(): Found<Item> => ({ items: [], more: false })

/** Asks every slice at the same time, each for no more than a few. A role is shown what its pages would let it open. */
export async function gather(services: SearchServices, q: string, account: SessionAccount) {
  const may = (who: keyof typeof readers) => (readers[who] as readonly string[]).includes(account.role)
  const { id, name, role } = account
  const who = { kind: role, id, name }
  const cases = may('cases') ? casesOf(services, q, who) : nothing<never>()
  const [premises, applications, tenancies, people, enquiries, viewings, buildings, incentives] = await Promise.all([
    services.premises.findForStaff(q, { hidden: may('listings') }),
    cases,
    tenanciesOf(services, q, who),
    may('people') ? services.accounts.findPeople(q) : nothing<never>(),
    may('listings') ? services.enquiries.find(q) : nothing<never>(),
    may('listings') ? viewingsOf(services, q) : nothing<never>(),
    may('listings') ? services.buildings.find(q) : nothing<never>(),
    may('listings') ? incentivesLike(services, q) : nothing<never>(),
  ])
  return {
    premises: only(premises, ({ buildingCode }) => mayTouch(account, buildingCode)),
    ...{ applications, tenancies, people, enquiries, viewings, incentives },
    buildings: only(buildings, ({ code }) => mayTouch(account, code)),
  }
}
export type Gathered = Awaited<ReturnType<typeof gather>>

const only = <Item>({ items, more }: Found<Item>, may: (item: Item) => boolean): Found<Item> => ({
  items: items.filter(may),
  more,
})

type Who = { kind: SessionAccount['role']; id: string; name: string }

async function casesOf({ applications, accounts }: SearchServices, q: string, who: Who) {
  return applications.find({ q, applicant: await accountAt(accounts, q) }, who)
}

/** Only a whole address names somebody: those who read cases need not find out addresses letter by letter. */
const accountAt = async (accounts: SearchServices['accounts'], q: string): Promise<string | null> =>
  q.includes('@') ? ((await accounts.findByEmail(q.toLowerCase()))?.id ?? null) : null

async function tenanciesOf({ applications, tenancies, accounts }: SearchServices, q: string, who: Who) {
  const found = await tenancies.find(q, await applications.findTenants({ q }, who))
  const names = await accounts.namesOf(found.items.map(({ tenant }) => tenant.toHexString()))
  const items = found.items.map(tenancy => ({ ...tenancy, name: names.get(tenancy.tenant.toHexString()) ?? '' }))
  return { ...found, items }
}

const viewingsOf = async ({ viewings, accounts }: SearchServices, q: string) =>
  viewings.find(q, await accounts.idsNamed(q))
