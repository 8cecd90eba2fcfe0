import { Router } from 'express'
import type { Services } from '#server/services.ts'
import { actorAt, staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { readPath } from '#web/forms/forms.ts'
import { createBuildingGuard } from '#features/accounts/building-guard.ts'
import { tenancyActions } from '../actions/index.ts'
import { actionHandlers, partHandlers } from './tenancy-actions.ts'
import { redirectTo } from './answering.ts'
import { leaseDesk } from './desk.ts'
import { leaseList } from './list-page.ts'
import * as forms from './forms.ts'
import { milestonePath, reportedPath, targetPath } from './input.ts'

type Parts = Pick<Services, 'tenancies' | 'cases' | 'accounts' | 'premises' | 'documents' | 'letters'>

/** Routes of tenancies for the staff: the board with due duties, the tenancies, and one path for each action. */
export function leaseRoutes(parts: Parts): Router {
  const { tenancies, premises } = parts
  const router = Router({ caseSensitive: true })
  const desk = leaseDesk(parts)
  const { show, act } = actionHandlers(parts)
  const { showPart, actOnPart } = partHandlers(parts)
  const at = '/staff/tenancies/:id'
  router.use(at, createBuildingGuard({ reachOf: premises.reachOf, isVisibleTo: tenancies.records.isVisibleTo }))

  router.get('/staff/tenancies', staff('reviewer', 'decider', 'administrator', 'listing_manager'), leaseList(parts))
  router.get(at, staff('reviewer', 'decider', 'administrator', 'listing_manager'), desk.show)
  const readers = staff('reviewer', 'decider', 'administrator', 'listing_manager')
  router.get(`${at}/handover`, readers, desk.protocol)

  for (const action of tenancyActions) {
    router.get(`${at}/${action.name}`, staff(...action.roles), show(action))
    router.post(`${at}/${action.name}`, staff(...action.roles), act(action))
  }

  router.get(`${at}/milestones/:target`, staff('reviewer', 'decider'), showPart('milestone'))
  const mark = actOnPart('milestone', forms.milestoneForm, (id, actor, { target, ...marked }) =>
    tenancies.milestones.mark(id, actor, { milestone: target, ...marked }),
  )
  router.post(`${at}/milestones/:target`, staff('reviewer', 'decider'), mark)
  router.post(`${at}/milestones/:target/undone`, staff('reviewer', 'decider'), async (req, res) => {
    const { id, target } = readPath(milestonePath, req.params)
    const { shown } = forms.undoneForm.parse(req.body ?? {})
    await tenancies.milestones.mark(id, actorAt(res), { milestone: target, doneOn: null, shown })
    flashNotice(res, 'lease.done.undone')
    redirectTo(res, id)
  })

  router.post(`${at}/milestones/:target/read`, staff('reviewer', 'decider'), async (req, res) => {
    const { id, target } = readPath(reportedPath, req.params)
    const { upTo } = forms.dutyReadForm.parse(req.body ?? {})
    await tenancies.dutyReports.read(id, actorAt(res), { duty: target, upTo })
    flashNotice(res, 'lease.done.duty-read')
    redirectTo(res, id)
  })

  router.get(`${at}/inspections/:target`, staff('reviewer', 'decider'), showPart('record'))
  const record = actOnPart('record', forms.recordForm, (id, actor, { target, ...told }) =>
    tenancies.inspections.record(id, actor, { ...told, inspection: target }),
  )
  router.post(`${at}/inspections/:target`, staff('reviewer', 'decider'), record)
  router.post(`${at}/inspections/:target/cancel`, staff('reviewer', 'decider'), async (req, res) => {
    const { id, target } = readPath(targetPath, req.params)
    await tenancies.inspections.cancel(id, actorAt(res), target)
    flashNotice(res, 'lease.done.cancel-inspection')
    redirectTo(res, id)
  })

  router.get(`${at}/findings/:target`, staff('reviewer', 'decider'), showPart('finding'))
  const cure = actOnPart('finding', forms.findingForm, (id, actor, { target, curedOn }) =>
    tenancies.inspections.cureFinding(id, actor, { finding: target, curedOn }),
  )
  router.post(`${at}/findings/:target`, staff('reviewer', 'decider'), cure)

  return router
}
