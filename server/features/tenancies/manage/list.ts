import type { RequestHandler } from 'express'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import type { Services } from '#server/services.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { accountOf } from '#web/access/access.ts'
import { buildingsOf, type Reach } from '#features/accounts/scope.ts'
import { boardHorizon } from '../duties/duties.ts'
import type { TenancySearch, TenancyWords } from '../search/tenancy-search.ts'
import { actorAt } from './answering.ts'
import { contactIn, nobody } from './desk.ts'
import { isFiltered, leaseQuery, type LeaseQuery } from './input.ts'
import { leaseListPage, renderLeaseList, type WhatIsDue } from './list-page.ts'

type Parts = Pick<Services, 'tenancies' | 'cases' | 'accounts' | 'premises'>
type Actor = ReturnType<typeof actorAt>

/** Most people of a name that are searched for, the latest first. */
const mostNamed = 1_000

/** The board of duties with the list of tenancies below it; for a search, its results only. */
export function leaseList({ tenancies, cases, accounts, premises }: Parts): RequestHandler {
  const show: RequestHandler = async (req, res) => {
    const query = leaseQuery.parse(req.query)
    const today = tenancies.today()
    const account = accountOf(res)
    const reach = await premises.reachOf(account)
    const [found, board, buildings, earlierFound] = await Promise.all([
      tenancies.records.list(await searchOf(query, actorAt(res)), reach),
      isFiltered(query) || query.page > 1 ? null : whatIsDue(boardHorizon(today), reach),
      premises.buildingCodes({ buildings: buildingsOf(account) }),
      query.q ? tenancies.earlier.list({ q: query.q, page: 1 }, reach) : null,
    ])
    const tenants = await namesOf(accounts, [...found.items, ...(board?.due ?? [])])
    const known = await premises.summaries.several(found.items.map(tenancy => tenancy.premises))
    const demo = [...known.values()].some(standing => standing.demo)
    const around = { query, found, board, tenants, buildings, earlierFound: earlierFound?.total ?? 0, demo }
    const { t, locale } = res.locals
    renderLeaseList(res, leaseListPage({ t, locale, today }, around))
  }

  async function whatIsDue(horizon: CityDay, reach: Reach): Promise<WhatIsDue> {
    const [due, earlier] = await Promise.all([
      tenancies.records.dueBy(horizon, reach),
      tenancies.earlier.dueBy(horizon, reach),
    ])
    return { due, earlier }
  }

  async function searchOf({ q, building, ...rest }: LeaseQuery, who: Actor): Promise<TenancySearch> {
    const [words, units] = await Promise.all([
      q ? wordsOf(q, who) : undefined,
      building ? premises.codesWithin({ buildings: [building] }) : null,
    ])
    return { ...rest, words, units: units ?? undefined }
  }

  async function wordsOf(typed: string, who: Actor): Promise<TenancyWords> {
    const [tenants, applications] = await Promise.all([
      accounts.people.idsNamed(typed, mostNamed),
      cases.search.findTenants({ q: typed }, who, mostNamed),
    ])
    return { typed, references: cases.search.referencesFor(typed), tenants, applications }
  }

  return show
}

async function namesOf(accounts: Parts['accounts'], rows: readonly Tenancy[]): Promise<Map<string, string>> {
  const ids = new Set(rows.map(({ tenant }) => tenant.toHexString()))
  const named = [...ids].map(async id => [id, (await contactIn(accounts, id))?.name ?? nobody] as const)
  return new Map(await Promise.all(named))
}
