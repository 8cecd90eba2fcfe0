import type { RequestHandler } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import type { Services } from '#server/services.ts'
import { accountOf } from '#web/access/access.ts'
import { readPath } from '#web/forms/forms.ts'
import { AppError, notFound } from '#shared/errors.ts'
import { boardHorizon } from '../duties/duties.ts'
import { protocolPage, renderProtocol } from '../inspections/protocol-page.ts'
import { actorAt } from './answering.ts'
import { leasePath, leaseQuery } from './input.ts'
import { leaseListPage, renderLeaseList } from './list-page.ts'
import { leasePage, renderLease } from './show-page.ts'

const nobody = '—'
type Parts = Pick<Services, 'tenancies' | 'cases' | 'accounts' | 'documents' | 'premises'>

/** What the office reads: the board with the list below it, and one tenancy. */
export function leaseDesk({ tenancies, cases, accounts, documents, premises }: Parts) {
  const board: RequestHandler = async (req, res) => {
    const query = leaseQuery.parse(req.query)
    const today = tenancies.today()
    const reach = await premises.reachOf(accountOf(res))
    const horizon = boardHorizon(today)
    const [found, due, earlier] = await Promise.all([
      tenancies.records.list(query, reach),
      tenancies.records.dueBy(horizon, reach),
      tenancies.earlier.dueBy(horizon, reach),
    ])
    const tenants = await namesOf(accounts, [...found.items, ...due])
    const known = await premises.summaries.several(found.items.map(tenancy => tenancy.premises))
    const demo = [...known.values()].some(standing => standing.demo)
    const { t, locale } = res.locals
    renderLeaseList(res, leaseListPage({ t, locale, today }, { query, found, due, tenants, earlier, demo }))
  }

  const show: RequestHandler = async (req, res) => {
    const tenancy = await tenancies.records.forStaff(readPath(leasePath, req.params).id)
    const { id, name, role } = accountOf(res)
    const [application, tenant, known, kept] = await Promise.all([
      cases.files.forStaff(tenancy.application.toHexString(), { kind: role, id, name }),
      contactIn(accounts, tenancy.tenant.toHexString()),
      premises.summaries.several([tenancy.premises]),
      documents.list(tenancy.application.toHexString(), { infected: true }),
    ])
    const { t, locale } = res.locals
    const reader = { t, locale, today: tenancies.today() }
    const around = {
      application,
      documents: kept,
      tenant: tenant?.name ?? application.applicantName ?? nobody,
      premises: known.get(tenancy.premises),
      seesCases: role !== 'listing_manager',
      actor: actorAt(res),
    }
    renderLease(res, leasePage(reader, tenancy, around))
  }

  const protocol: RequestHandler = async (req, res) => {
    const tenancy = await tenancies.records.forStaff(readPath(leasePath, req.params).id)
    const application = await cases.files.forStaff(tenancy.application.toHexString(), actorAt(res))
    const { t, locale } = res.locals
    const breadcrumb = wayTo(tenancy, pathTo(locale, '/staff/tenancies'), t('lease.list.title'))
    const page = protocolPage({ t, locale, today: tenancies.today() }, tenancy, { application, breadcrumb })
    if (!page) throw notFound()
    await documents.reads.recordPaper(recordOf(tenancy), accountOf(res))
    renderProtocol(res, page)
  }

  return { board, show, protocol }
}

async function namesOf(accounts: Parts['accounts'], rows: readonly Tenancy[]): Promise<Map<string, string>> {
  const ids = new Set(rows.map(({ tenant }) => tenant.toHexString()))
  const named = [...ids].map(async id => [id, (await contactIn(accounts, id))?.name ?? nobody] as const)
  return new Map(await Promise.all(named))
}

/** Null for a tenant whose account has been deleted. */
async function contactIn(accounts: Parts['accounts'], id: string) {
  try {
    return await accounts.people.contactOf(id)
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') return null
    throw error
  }
}

const recordOf = ({ application, reference }: Tenancy) =>
  ({ application, kind: 'handover_record', name: reference }) as const

const wayTo = ({ _id, premises }: Tenancy, href: string, label: string) => [
  { label, href },
  { label: premises, href: `${href}/${_id.toHexString()}` },
]
