import { Router, type Response } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Clock } from '#outside/clock.ts'
import type { Services } from '#server/services.ts'
import { AppError } from '#shared/errors.ts'
import { actorAt, staff } from '#web/access/access.ts'
import { flashCaution, flashNotice, redirectWithCaution } from '#web/forms/flash.ts'
import { formFailure, readForm, readPath, type FormFailure } from '#web/forms/forms.ts'
import { readForSeveral } from '#web/writing/reading.ts'
import { readerAt } from '#features/cases/desk/labels.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { bulkChoicePage, decisionsHref, renderBulkChoice, bulkSendOptions } from './selection-page.ts'
import { bulkChoice, bulkGrounds, bulkPath, pastQuery, undoForm } from './input.ts'
import { bulkPage, renderBulk } from './page.ts'
import { pastBulkPage, renderPastBulk } from './past-page.ts'

/** Routes of bulk decisions: reasons, preview, confirmation, result, undo. */
export function bulkRoutes({
  deciding,
  premises,
  clock,
}: Pick<Services, 'deciding' | 'premises'> & { clock: Clock }): Router {
  const router = Router({ caseSensitive: true })
  const at = '/staff/applications/bulk'

  router.get(at, staff('decider'), async (req, res) => {
    const selection = bulkChoice.safeParse(req.query)
    if (!selection.success) {
      backToQueue(res)
      return
    }
    const { action, case: cases } = selection.data
    const readers = await deciding.bulk.readersOf(cases)
    renderBulkChoice(res, bulkChoicePage(readerAt(res), { action, cases, readers, failure: null }))
  })

  router.post(at, staff('decider'), async (req, res) => {
    const selection = bulkChoice.safeParse(req.body)
    if (!selection.success) {
      backToQueue(res)
      return
    }
    const { action, case: cases } = selection.data
    const readers = await deciding.bulk.readersOf(cases)
    const showAgain = (failure: FormFailure) => {
      renderBulkChoice(res, bulkChoicePage(readerAt(res), { action, cases, readers, failure }), 422)
    }
    const form = readForm(bulkGrounds(action), req.body)
    if (!form.ok) {
      showAgain(form)
      return
    }
    const { reason: text } = form.value
    const translationRequest = {
      name: 'reason',
      text,
      extent: extents.reason,
      languages: [...readers.keys()],
      ways: bulkSendOptions,
    }
    const read = readForSeveral((req.body ?? {}) as object, translationRequest)
    if (read.kind === 'wrong') {
      showAgain(formFailure(req.body, read.errors))
      return
    }
    const actor = actorAt(res)
    const id = await deciding.bulk.plan(cases, actor, { action, ...form.value, told: read.told })
    res.redirect(303, pageOf(res, id))
  })

  router.get(`${at}/past`, staff('decider'), async (req, res) => {
    const { page } = pastQuery.parse(req.query)
    renderPastBulk(res, pastBulkPage(readerAt(res), await deciding.bulk.past(actorAt(res), page)))
  })

  router.get(`${at}/:id`, staff('decider'), async (req, res) => {
    await show(res, readPath(bulkPath, req.params).id)
  })

  router.post(`${at}/:id/confirm`, staff('decider'), async (req, res) => {
    const { id } = readPath(bulkPath, req.params)
    const actor = actorAt(res)
    try {
      await deciding.bulk.confirm(id, actor)
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'conflict') throw error
      await show(res, id, { alert: res.locals.t(error.code), status: 409 })
      return
    }
    req.log.info({ account: actor.id, bulk: id }, 'bulk decision confirmed')
    res.redirect(303, pageOf(res, id))
  })

  router.post(`${at}/:id/undo`, staff('decider'), async (req, res) => {
    const { id } = readPath(bulkPath, req.params)
    const form = readForm(undoForm, req.body)
    const actor = actorAt(res)
    const { undone, refused } = await deciding.bulk.undo(id, actor, form.ok ? form.value.case : id)
    req.log.info({ account: actor.id, bulk: id, undone, refused }, 'bulk decision undone')
    if (undone === 0) {
      await show(res, id, { alert: res.locals.t('bulk.undo.none'), status: 409 })
      return
    }
    flashNotice(res, 'bulk.undone', { count: undone })
    if (refused.length > 0)
      flashCaution(res, 'bulk.undone-except', { references: refused.join(res.locals.t('list.comma')) })
    res.redirect(303, pageOf(res, id))
  })

  async function show(res: Response, id: string, { alert, status }: { alert?: string; status?: number } = {}) {
    const bulk = await deciding.bulk.get(id, actorAt(res))
    const cases = await deciding.bulk.casesOf(bulk)
    const choices = await premises.summaries.several(cases.flatMap(({ application }) => application?.premises ?? []))
    const demo = [...choices.values()].some(summary => summary.demo)
    const view = { bulk, cases, demo, now: clock.now(), alert: alert ?? null }
    renderBulk(res, bulkPage(readerAt(res), view), status)
  }

  return router
}

const pageOf = (res: Response, id: string): string => pathTo(res.locals.locale, '/staff/applications/bulk/:id', { id })

function backToQueue(res: Response): void {
  redirectWithCaution(res, decisionsHref(readerAt(res)), 'bulk.none-ticked')
}
