import type { RequestHandler } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import type { Services } from '#server/services.ts'
import { accountOf, actorAt } from '#web/access/access.ts'
import { readPath } from '#web/forms/forms.ts'
import { notFound } from '#shared/errors.ts'
import { protocolPage, renderProtocol } from '../inspections/protocol-page.ts'
import { leasePath } from './input.ts'
import { leasePage, renderLease } from './show-page.ts'

type Parts = Pick<Services, 'tenancies' | 'cases' | 'documents' | 'premises' | 'letters'>

/** The office's page of one tenancy. */
export function leaseDesk({ tenancies, cases, documents, premises, letters }: Parts) {
  const show: RequestHandler = async (req, res) => {
    const tenancy = await tenancies.records.forStaff(readPath(leasePath, req.params).id)
    const actor = actorAt(res)
    const seesCases = actor.kind !== 'listing_manager'
    const [application, known, kept, made] = await Promise.all([
      cases.files.forStaff(tenancy.application.toHexString(), actor),
      premises.summaries.several([tenancy.premises]),
      documents.list(tenancy.application.toHexString(), { infected: true }),
      seesCases ? letters.list(tenancy.application.toHexString()) : [],
    ])
    const { t, locale } = res.locals
    const reader = { t, locale, today: tenancies.today() }
    const around = {
      application,
      documents: kept,
      letters: made,
      premises: known.get(tenancy.premises),
      seesCases,
      actor,
    }
    renderLease(res, leasePage(reader, tenancy, around))
  }

  const protocol: RequestHandler = async (req, res) => {
    const tenancy = await tenancies.records.forStaff(readPath(leasePath, req.params).id)
    const application = await cases.files.forStaff(tenancy.application.toHexString(), actorAt(res))
    const { t, locale } = res.locals
    const breadcrumb = breadcrumbTo(tenancy, pathTo(locale, '/staff/tenancies'), t('lease.list.title'))
    const page = protocolPage({ t, locale, today: tenancies.today() }, tenancy, { application, breadcrumb })
    if (!page) throw notFound()
    await documents.reads.recordPaper(recordOf(tenancy), accountOf(res))
    renderProtocol(res, page)
  }

  return { show, protocol }
}

const recordOf = ({ application, reference }: Tenancy) =>
  ({ application, kind: 'handover_record', name: reference }) as const

const breadcrumbTo = ({ _id, premises }: Tenancy, href: string, label: string) => [
  { label, href },
  { label: premises, href: `${href}/${_id.toHexString()}` },
]
