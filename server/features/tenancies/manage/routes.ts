import { Router } from 'express'
import type { TerminationGround } from '#models/tenancies/tenancy-parts.ts'
import type { Party } from '#models/parts/party.ts'
import type { Services } from '#server/services.ts'
import { actorAt, staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { readPath } from '#web/forms/forms.ts'
import { createBuildingGuard } from '#features/accounts/building-guard.ts'
import type { ShownState } from '../change.ts'
import type { TenancyActor } from '../states.ts'
import { tenancyActions, partActions } from './tenancy-actions.ts'
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
  const { show, act } = tenancyActions(parts)
  const { showPart, actOnPart } = partActions(parts)
  const proposes = createProposalActions(tenancies.proposals)
  const at = '/staff/tenancies/:id'
  router.use(at, createBuildingGuard({ reachOf: premises.reachOf, isVisibleTo: tenancies.records.isVisibleTo }))

  router.get('/staff/tenancies', staff('reviewer', 'decider', 'administrator', 'listing_manager'), leaseList(parts))
  router.get(at, staff('reviewer', 'decider', 'administrator', 'listing_manager'), desk.show)
  const readers = staff('reviewer', 'decider', 'administrator', 'listing_manager')
  router.get(`${at}/handover`, readers, desk.protocol)

  router.get(`${at}/fit-out`, staff('reviewer', 'decider'), show('fit-out'))
  router.post(
    `${at}/fit-out`,
    staff('reviewer', 'decider'),
    act('fit-out', forms.moveForm, tenancies.moves.startFitOut),
  )
  router.get(`${at}/opening`, staff('reviewer', 'decider'), show('opening'))
  router.post(
    `${at}/opening`,
    staff('reviewer', 'decider'),
    act('opening', forms.openingForm, tenancies.moves.openShop),
  )
  router.get(`${at}/expiring`, staff('reviewer', 'decider'), show('expiring'))
  router.post(`${at}/expiring`, staff('reviewer', 'decider'), act('expiring', forms.moveForm, tenancies.moves.expire))
  router.get(`${at}/renewal`, staff('reviewer', 'decider'), show('renewal'))
  router.post(`${at}/renewal`, staff('reviewer', 'decider'), act('renewal', forms.renewalForm, proposes.renewal))
  router.get(`${at}/paid`, staff('reviewer', 'decider'), show('paid'))
  router.post(`${at}/paid`, staff('reviewer', 'decider'), act('paid', forms.paidForm, proposes.paid))
  router.get(`${at}/party`, staff('reviewer', 'decider'), show('party'))
  router.post(`${at}/party`, staff('reviewer', 'decider'), act('party', forms.partyForm, proposes.party))
  router.get(`${at}/notice`, staff('reviewer', 'decider'), show('notice'))
  router.post(`${at}/notice`, staff('reviewer', 'decider'), act('notice', forms.noticeForm, tenancies.moves.giveNotice))
  router.get(`${at}/breach`, staff('reviewer', 'decider'), show('breach'))
  router.post(
    `${at}/breach`,
    staff('reviewer', 'decider'),
    act('breach', forms.breachForm, tenancies.moves.startBreach),
  )
  router.get(`${at}/cured`, staff('reviewer', 'decider'), show('cured'))
  router.post(`${at}/cured`, staff('reviewer', 'decider'), act('cured', forms.curedForm, tenancies.moves.cureBreach))
  router.get(`${at}/pause`, staff('reviewer', 'decider'), show('pause'))
  router.post(`${at}/pause`, staff('reviewer', 'decider'), act('pause', forms.pauseForm, tenancies.moves.suspend))
  router.get(`${at}/resume`, staff('reviewer', 'decider'), show('resume'))
  router.post(`${at}/resume`, staff('reviewer', 'decider'), act('resume', forms.resumeForm, tenancies.moves.resume))
  router.get(`${at}/exit`, staff('reviewer', 'decider'), show('exit'))
  router.post(`${at}/exit`, staff('reviewer', 'decider'), act('exit', forms.exitForm, tenancies.endings.recordExit))
  router.get(`${at}/vacate`, staff('reviewer', 'decider'), show('vacate'))
  router.post(`${at}/vacate`, staff('reviewer', 'decider'), act('vacate', forms.vacateForm, tenancies.endings.vacate))
  router.get(`${at}/termination`, staff('reviewer', 'decider'), show('termination'))
  const terminate = act('termination', forms.terminationForm, proposes.termination)
  router.post(`${at}/termination`, staff('reviewer', 'decider'), terminate)
  const confirm = act('confirm', forms.confirmForm, (id, actor, { proposal, ...shown }) =>
    tenancies.proposals.confirm(id, actor, proposal, shown),
  )
  router.get(`${at}/confirm`, staff('decider'), show('confirm'))
  router.post(`${at}/confirm`, staff('decider'), confirm)
  router.get(`${at}/withdraw-proposal`, staff('reviewer', 'decider'), show('withdraw-proposal'))
  const withdraw = act('withdraw-proposal', forms.withdrawalForm, (id, actor, { proposal }) =>
    tenancies.proposals.withdraw(id, actor, proposal),
  )
  router.post(`${at}/withdraw-proposal`, staff('reviewer', 'decider'), withdraw)
  router.get(`${at}/appeal`, staff('decider'), show('appeal'))
  router.post(`${at}/appeal`, staff('decider'), act('appeal', forms.appealForm, tenancies.appeals.answer))
  router.get(`${at}/reports-read`, staff('reviewer', 'decider'), show('reports-read'))
  const read = act('reports-read', forms.reportsForm, tenancies.milestones.readReports)
  router.post(`${at}/reports-read`, staff('reviewer', 'decider'), read)
  router.get(`${at}/answers-read`, staff('reviewer', 'decider'), show('answers-read'))
  const readAnswers = act('answers-read', forms.answersForm, tenancies.inspections.readAnswers)
  router.post(`${at}/answers-read`, staff('reviewer', 'decider'), readAnswers)
  router.get(`${at}/inspection`, staff('reviewer', 'decider'), show('inspection'))
  const plan = act('inspection', forms.inspectionForm, tenancies.inspections.plan)
  router.post(`${at}/inspection`, staff('reviewer', 'decider'), plan)
  router.get(`${at}/relist`, staff('listing_manager'), show('relist'))
  router.post(`${at}/relist`, staff('listing_manager'), act('relist', forms.emptyForm, tenancies.endings.relist))

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

type Proposals = Parts['tenancies']['proposals']
type ProposalAction<T> = (id: string, actor: TenancyActor, proposed: T) => ReturnType<Proposals['propose']>
type Reasons = ShownState & { reason: string; reasonZh: string }

/** Returns the decisions that a second person confirms, in the shape of their forms. */
const createProposalActions = ({ propose }: Proposals) => ({
  renewal: ((id, actor, { until: day, ...said }) => propose(id, actor, 'renewal', { ...said, day })) as ProposalAction<
    Reasons & { until: string }
  >,
  paid: ((id, actor, { from: day, rentPerSqM: rentPerSqMMonthFen, ...said }) =>
    propose(id, actor, 'paid', { ...said, day, rentPerSqMMonthFen })) as ProposalAction<
    Reasons & { from: string; rentPerSqM?: number | undefined }
  >,
  party: ((id, actor, { reason, reasonZh, corrections, ...party }) =>
    propose(id, actor, 'party', { reason, reasonZh, corrections, party })) as ProposalAction<
    Party & Reasons & { corrections?: number | undefined }
  >,
  termination: ((id, actor, proposed) => propose(id, actor, 'termination', proposed)) as ProposalAction<
    Reasons & { ground: TerminationGround }
  >,
})
