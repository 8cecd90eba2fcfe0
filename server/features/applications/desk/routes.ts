import { Router, type Response } from 'express'
import type { Services } from '#server/services.ts'
import type { Clock } from '#outside/clock.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { accountOf, actorAt, staff } from '#web/access/access.ts'
import { readPath } from '#web/forms/forms.ts'
import { rememberList } from '#web/pages/opened-list.ts'
import { refusalOf } from '#features/cases/desk/action.ts'
import type { CaseDesk, ShowOptions } from '#features/cases/desk/case-desk.ts'
import { textIn } from '#features/cases/writing/waiting-texts.ts'
import { returnedForm } from '#web/writing/view.ts'
import { casePath, caseQuery, queueQuery } from '#features/cases/desk/input.ts'
import { comingView } from '#features/reviewing/desk/interviews/view.ts'
import { readerAt } from '#features/cases/desk/labels.ts'
import { queuePage, renderQueue } from './queue-page.ts'

type Parts = Pick<Services, 'cases' | 'premises' | 'reviewing' | 'accounts'> & { clock: Clock }

/** Routes for staff: the queue, and each case. */
export function caseRoutes(parts: Parts, desk: CaseDesk): Router {
  const { cases, premises, reviewing, accounts, clock } = parts
  const router = Router({ caseSensitive: true })
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
    const action = text && desk.actions.named(text.act)
    if (!action) return {}
    if (refusalOf(action, file, actor)) return { alert: res.locals.t('writing.not-now') }
    return { refused: { action: action.name, failure: returnedForm(text) } }
  }

  return router
}
