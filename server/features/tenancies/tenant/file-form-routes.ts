import { Router } from 'express'
import { z } from 'zod'
import type { Services } from '#server/services.ts'
import { notFound } from '#shared/errors.ts'
import { photoExtensions } from '#shared/files/file-rules.ts'
import { readPath, requiredText, text } from '#web/forms/forms.ts'
import { filesOfReport, reportedDutyOf, type ReportedDuty } from '../duties/duty-reports.ts'
import { day } from '../texts/form-fields.ts'
import { addFileForm } from './file-form.ts'
import { answerPage, appealPage, renewalPage } from './form-pages.ts'
import { dutyPage } from './duty-page.ts'
import { answerForm, appealForm, dutyPath, findingPath, longText, renewalForm } from './forms.ts'
import { inspectionsForTenant } from './rules.ts'

/** Routes of the tenant's forms that take files: reports on duties, answers to findings, letters about the renewal, appeals. */
export function fileFormRoutes(parts: Pick<Services, 'tenancies' | 'documents'>): Router {
  const { tenancies } = parts
  const router = Router({ caseSensitive: true })

  addFileForm(router, parts, {
    path: '/tenancies/:id/duties/:duty',
    find(tenancy, req) {
      const { duty } = readPath(dutyPath, req.params)
      const kind = reportedDutyOf(tenancy, duty)
      if (!kind) throw notFound()
      return { duty, kind }
    },
    files: ({ kind }) => filesOfReport(kind),
    schema: ({ kind }) => reportSchema(kind),
    page: dutyPage,
    gone: 'tenancy.duty-closed',
    carryOut: (id, actor, said, { duty }) => tenancies.dutyReports.report(id, actor, { ...said, duty }),
    done: 'tenancy.duty.sent',
  })

  addFileForm(router, parts, {
    path: '/tenancies/:id/findings/:target',
    find({ inspections }, req) {
      const { target } = readPath(findingPath, req.params)
      const findings = inspectionsForTenant(inspections).flatMap(inspection => inspection.findings)
      if (!findings.some(({ _id }) => _id.toHexString() === target)) throw notFound()
      return target
    },
    files: () => ({ kind: 'finding_photo', extensions: photoExtensions }),
    schema: () => answerForm,
    page: answerPage,
    gone: 'tenancy.finding-gone',
    carryOut: (id, actor, said, finding) => tenancies.inspections.answerFinding(id, actor, { ...said, finding }),
    done: 'tenancy.answer.done',
  })

  addFileForm(router, parts, {
    path: '/tenancies/:id/renewal',
    find: () => null,
    files: () => ({ kind: 'renewal_letter' }),
    schema: () => renewalForm,
    page: renewalPage,
    carryOut: tenancies.endings.requestRenewal,
    done: 'tenancy.renewal.done',
  })

  addFileForm(router, parts, {
    path: '/tenancies/:id/appeal',
    find: () => null,
    files: () => ({ kind: 'appeal_paper' }),
    schema: () => appealForm,
    page: appealPage,
    carryOut: tenancies.appeals.lodge,
    done: 'tenancy.appeal.done',
  })

  return router
}

/** An opening has its day; that a breach is cured needs words, and a paper speaks for itself. */
const reportSchema = (kind: ReportedDuty) =>
  z.object({
    on: kind === 'opening' ? day : z.undefined().catch(undefined),
    text: kind === 'breach' ? requiredText(longText) : text(longText).optional().default(''),
  })
