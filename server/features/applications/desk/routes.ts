import { Router, type Response } from 'express'
import type { Services } from '#server/services.ts'
import type { Clock } from '#outside/clock.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { accountOf, actorAt, staff } from '#web/access/access.ts'
import { readPath } from '#web/forms/forms.ts'
import { rememberList } from '#web/pages/opened-list.ts'
import { caseActions } from '#features/cases/desk/case-actions.ts'
import { isCaseAction, refusalOf } from '#features/cases/desk/actions.ts'
import type { CaseDesk, ShowOptions } from '#features/cases/desk/case-desk.ts'
import { textIn } from '#features/cases/writing/waiting-texts.ts'
import { returnedForm } from '#web/writing/view.ts'
import {
  assessmentForm,
  decisionForm,
  casePath,
  caseQuery,
  declarationForm,
  groundsForm,
  emptyForm,
  offerForm,
  queueQuery,
  signingForm,
  waitlistForm,
} from '#features/cases/desk/input.ts'
import { comingView } from '#features/reviewing/desk/interviews/view.ts'
import { readerAt } from '#features/cases/desk/labels.ts'
import { queuePage, renderQueue } from './queue-page.ts'

type Parts = Pick<Services, 'acceptance' | 'cases' | 'deciding' | 'premises' | 'reviewing' | 'accounts'> & {
  clock: Clock
}

/** Routes for staff: the queue, and each case with its actions, one path for each action. */
export function caseRoutes(parts: Parts, desk: CaseDesk): Router {
  const { acceptance, cases, deciding, premises, reviewing, accounts, clock } = parts
  const router = Router({ caseSensitive: true })
  const act = caseActions(parts, desk)
  const at = '/staff/applications/:id'

  router.get('/staff/applications', staff('reviewer', 'decider', 'administrator'), async (req, res) => {
    const query = queueQuery.parse(req.query)
    const assignee = query.assignee === 'me' ? accountOf(res).id : query.assignee
    const [found, counts, colleagues, unanswered, coming] = await Promise.all([
      cases.queue.search({ ...query, assignee }),
      cases.queue.countByState(),
      accounts.people.colleagues(['reviewer', 'decider']),
      reviewing.correspondence.countUnanswered(),
      reviewing.interviews.toCome(),
    ])
    const officers = found.items.map(line => line.assignee?.toHexString())
    const names = await desk.namesOf(officers, colleagues)
    const choices = await premises.summaries.several(found.items.flatMap(({ premises }) => premises.slice(0, 1)))
    const ids = found.items.map(({ _id }) => _id)
    const open = await cases.queue.openAmong(ids, actorAt(res))
    const demo = [...choices.values()].some(summary => summary.demo)
    const now = clock.now()
    const interviews = comingView(readerAt(res), coming, now)
    const around = { counts, unanswered, colleagues, names, interviews, open, today: cityDayOf(now), demo }
    const page = queuePage(readerAt(res), { query, found, ...around })
    rememberList(res, page.rows)
    renderQueue(res, page)
  })

  router.get(at, staff('reviewer', 'decider', 'administrator'), async (req, res) => {
    const { id } = readPath(casePath, req.params)
    const { document, text } = caseQuery.parse(req.query)
    await desk.show(res, id, { chosen: document, ...(text ? await returned(res, id, text) : {}) })
  })

  /** Returns the form of a text that came back from translation, filled in; or an alert why it cannot be sent now. */
  async function returned(res: Response, id: string, textId: string): Promise<ShowOptions> {
    const actor = actorAt(res)
    const file = await cases.files.open(id, actor)
    const text = textIn(file.application, textId)
    if (!text || !isCaseAction(text.act)) return {}
    if (refusalOf(text.act, file, actor)) return { alert: res.locals.t('writing.not-now') }
    return { refused: { action: text.act, failure: returnedForm(text) } }
  }

  const screen = act('screening', emptyForm, (id, actor) => cases.moves.move(id, 'screening', actor))
  router.post(`${at}/screening`, staff('reviewer', 'decider'), screen)

  const close = act('ineligible', groundsForm('ineligible'), (id, actor, texts) =>
    cases.moves.move(id, 'ineligible', actor, texts),
  )
  router.post(`${at}/ineligible`, staff('reviewer', 'decider'), close)

  const toReview = act('review', emptyForm, (id, actor) => cases.moves.move(id, 'review', actor))
  router.post(`${at}/review`, staff('reviewer', 'decider'), toReview)

  router.post(
    `${at}/declaration`,
    staff('reviewer', 'decider'),
    act('declaration', declarationForm, reviewing.interests.declare),
  )
  router.post(
    `${at}/assessment`,
    staff('reviewer'),
    act('assessment', assessmentForm, reviewing.assessments.assessDeclared),
  )

  const toDecision = act('decision', decisionForm, (id, actor, texts) => cases.moves.move(id, 'decision', actor, texts))
  router.post(`${at}/decision`, staff('reviewer', 'decider'), toDecision)

  const reject = act('reject', groundsForm('rejected'), (id, actor, texts) =>
    cases.moves.move(id, 'rejected', actor, texts),
  )
  router.post(`${at}/reject`, staff('reviewer', 'decider'), reject)
  router.post(`${at}/waitlist`, staff('reviewer', 'decider'), act('waitlist', waitlistForm, deciding.waiting.enlist))
  router.post(`${at}/offer`, staff('reviewer', 'decider'), act('offer', offerForm, deciding.offers.make))

  const contract = act('contract', signingForm, acceptance.contracts.sign)
  router.post(`${at}/contract`, staff('reviewer', 'decider'), contract)

  return router
}
