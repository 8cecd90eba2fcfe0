import { Router, type Response } from 'express'
import type { z } from 'zod'
import type { Application } from '#models/cases/application.ts'
import type { HistoryEvent } from '#models/parts/history.ts'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { AppError } from '#shared/errors.ts'
import { accountOf, applicant } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { readForm, readPath } from '#web/forms/forms.ts'
import { premisesChoices } from '../cases/answers/fields.ts'
import { isAwaited } from '../cases/requests/items.ts'
import { actForm, casePath, startSearch } from '../cases/applicant/input.ts'
import { readerOf } from '../cases/applicant/labels.ts'
import { casePage, renderCase } from './case/case-page.ts'
import { applicationListPage, renderApplicationList } from './case/list-page.ts'
import type { RefusedAnswer } from './requests/view.ts'
import { renderTasks, tasksPage } from './tasks-page.ts'

/** Routes of an applicant's own applications: the list, each one as task list or case, and the possible moves. */
export function applicationRoutes({
  applying,
  cases,
  premises,
  reviewing,
  documents,
  letters,
  tenancies,
}: Pick<Services, 'applying' | 'cases' | 'premises' | 'reviewing' | 'documents' | 'letters' | 'tenancies'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/applications', applicant, async (req, res) => {
    const requestedCodes = startSearch.parse(req.query).premises
    const own = await cases.own.list(accountOf(res).id)
    const codes = new Set(own.flatMap(application => application.premises))
    const known = await premises.summaries.several([...codes, ...requestedCodes])
    const startWith = requestedCodes.flatMap(code => known.get(code) ?? []).slice(0, premisesChoices)
    const found = {
      applications: own,
      known,
      kept: await applying.drafts.keptUntil(own),
      earlier: await applying.drafts.lastHandedIn(accountOf(res).id),
      tenancies: await tenancies.records.summariesOf(accountOf(res).id),
      startWith,
    }
    renderApplicationList(res, applicationListPage(readerOf(res, cases.now()), found))
  })

  router.get('/applications/:id', applicant, async (req, res) => {
    const { id } = readPath(casePath, req.params)
    await showCase(res, id)
  })

  /** Shows a draft as a task list and a submitted application as a case. */
  async function showCase(res: Response, id: string, refused?: RefusedAnswer, alert?: string): Promise<void> {
    const draft = await applying.drafts.overview(id, accountOf(res).id)
    const { application } = draft
    const reader = readerOf(res, cases.now())
    const held = application.heldPremises ? [application.heldPremises] : []
    const known = await premises.summaries.several([...new Set([...application.premises, ...held])])
    if (application.state === 'draft') {
      const earlier = await applying.drafts.lastHandedIn(accountOf(res).id)
      renderTasks(res, tasksPage(reader, { draft, known, earlier }))
      return
    }
    const [files, made, readings, become, places, standing, terms] = await Promise.all([
      documents.list(id, { infected: true }),
      letters.list(id),
      documents.reads.list(id),
      tenancies.records.summariesOf(accountOf(res).id),
      cases.places.on(application),
      reviewing.requests.progress(application),
      application.state === 'offered' ? cases.offers.terms(application) : null,
    ])
    const around = { letters: made, readings, tenancy: become.get(id), places }
    const shown = { application, documents: files, known, standing, terms, refused, alert, ...around }
    renderCase(res, casePage(reader, shown), statusOf(refused, alert))
  }

  router.post('/applications/:id', applicant, async (req, res) => {
    const { id } = readPath(casePath, req.params)
    const form = readForm(actForm, req.body)
    if (!form.ok) {
      await showCase(res, id, {
        note: String(form.typed.note ?? ''),
        noteError: res.locals.t(form.errors.note ?? 'form.required'),
      })
      return
    }
    const unfinished = form.value.to === 'answered' ? await unfinishedAnswer(res, id, form.value.note) : null
    if (unfinished) {
      await showCase(res, id, unfinished)
      return
    }
    const since = await act(res, id, form.value)
    if (since) await showCase(res, id, undefined, res.locals.t(since))
    else res.redirect(303, pathTo(res.locals.locale, '/applications/:id', { id }))
  })

  /** Returns why an answer cannot be sent yet, else null. Whether it is too late is checked by the move itself. */
  async function unfinishedAnswer(res: Response, id: string, note: string): Promise<RefusedAnswer | null> {
    const application = await cases.own.get(id, accountOf(res).id)
    if (!isAwaited(application, cases.now())) return null
    if (!application.request && note === '') return { note, noteError: res.locals.t('form.required') }
    const { ready } = await reviewing.requests.progress(application)
    return ready || !application.request ? null : { note }
  }

  /**
   * Carries out an act of the applicant, unless it is done already: sent from a second tab, or again after going back.
   * Returns why not when there is an offer, or terms of it, that the page did not show.
   */
  async function act(res: Response, id: string, { to, note, terms, offer }: Act): Promise<SinceShown | null> {
    const { id: applicantId, name } = accountOf(res)
    const actor = { kind: 'applicant' as const, id: applicantId, name }
    try {
      if (to === 'answered') await reviewing.requests.answer(id, actor, note)
      else
        await cases.moves.move(id, to, actor, {
          ...(note ? { reason: note } : {}),
          shownOffer: offer,
          shownTerms: terms,
        })
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'conflict') throw error
      if (error.code === 'application.terms-since' || error.code === 'apply.offer.since') return error.code
      if (!isDone(await cases.own.get(id, applicantId), { to, note })) throw error
    }
    flashNotice(res, noticeKeyOf[to])
    return null
  }

  return router
}

type Act = z.output<typeof actForm>
type SinceShown = 'application.terms-since' | 'apply.offer.since'

function statusOf(refused: RefusedAnswer | undefined, alert: string | undefined): number {
  if (refused) return 422
  return alert === undefined ? 200 : 409
}

/** Checks whether the applicant has done this already with the same note. A different note has to be given back. */
function isDone({ state, events }: Application, { to, note }: Pick<Act, 'to' | 'note'>): boolean {
  const done = events.findLast(event => (to === 'answered' ? isAnswer(event) : event.to === to))
  const stands = to === 'answered' ? done !== undefined && state === done.to : state === to
  return stands && (note === '' || note === (done?.reason ?? ''))
}

const isAnswer = ({ from, to, by }: HistoryEvent): boolean =>
  from === 'information_requested' && to !== 'withdrawn' && by.kind === 'applicant'

const noticeKeyOf = {
  accepted: 'apply.offer.accepted',
  declined: 'apply.offer.declined',
  withdrawn: 'apply.withdraw.done',
  answered: 'apply.answer.sent',
} as const
