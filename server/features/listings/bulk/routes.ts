import { Router, type Response } from 'express'
import { pathTo } from '#server/paths.ts'
import type { PremisesBulk } from '#models/listings/premises-bulk.ts'
import { recordAudit } from '#outside/audit.ts'
import { AppError } from '#shared/errors.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { redirectWithCaution } from '#web/forms/flash.ts'
import { formFailure, readForm, readPath } from '#web/forms/forms.ts'
import type { FindOffered } from '#features/premises/fields/offered.ts'
import { scopeOf } from '#features/premises/scope.ts'
import type { ListingsService } from '../service.ts'
import { maxInBulk } from './bulk-service.ts'
import { reasonOf } from './planning.ts'
import { bulkChoicePage, renderBulkChoice, type BulkChoice } from './selection-page.ts'
import { bulkPage as pageQuery, bulkPath, readSelection, wishForms, wishKind, type Selection } from './input.ts'
import { bulkPage, isRunning, pastBulkPage, renderBulk, renderPastBulk } from './page.ts'

type Parts = Pick<ListingsService, 'bulk' | 'table'> & { keepingTerms: FindOffered }

/** Routes for bulk changes of premises: selection, preview, progress, result, undoing. */
export function premisesBulkRoutes({ bulk, table, keepingTerms }: Parts): Router {
  const router = Router({ caseSensitive: true })
  const manager = staff('listing_manager', 'administrator')
  const at = '/staff/premises/bulk'

  router.get(at, manager, async (req, res) => {
    const selection = readSelection(req.query)
    await showChoice(res, selection, await codesOf(res, selection))
  })

  router.post(at, manager, async (req, res) => {
    const selection = readSelection(req.body)
    const codes = await codesOf(res, selection)
    const kind = wishKind.safeParse(req.body)
    const form = kind.success ? readForm(wishForms[kind.data.kind], req.body) : formFailure(req.body, {})
    if (form.ok && codes.length > 0) {
      const id = await bulk.plan(codes, accountOf(res), form.value)
      res.redirect(303, pageOf(res, id))
      return
    }
    const failed = kind.success && !form.ok ? { failed: { kind: kind.data.kind, form } } : {}
    await showChoice(res, selection, codes, failed)
  })

  router.get(`${at}/past`, manager, async (req, res) => {
    const { page = 1 } = pageQuery.parse(req.query)
    renderPastBulk(res, pastBulkPage(res.locals, await bulk.past(accountOf(res), page)))
  })

  router.get(`${at}/:id`, manager, async (req, res) => {
    await show(res, readPath(bulkPath, req.params).id)
  })

  router.post(`${at}/:id/confirm`, manager, async (req, res) => {
    const { id } = readPath(bulkPath, req.params)
    await runOrShowConflict(res, id, async () => {
      const confirmed = await bulk.confirm(id, accountOf(res))
      if (confirmed) tellOfConfirmed(id, confirmed)
      res.redirect(303, pageOf(res, id))
    })
  })

  router.post(`${at}/:id/undo`, manager, async (req, res) => {
    const { id } = readPath(bulkPath, req.params)
    await runOrShowConflict(res, id, async () => {
      const { undoing, before } = await bulk.undo(id, accountOf(res))
      if (!before) recordAudit({ action: 'premises.bulk-undone', subject: { kind: 'bulk', id } })
      res.redirect(303, pageOf(res, undoing))
    })
  })

  /** Returns only codes that the colleague may work on. */
  function codesOf(res: Response, { all, codes, filter }: Selection): Promise<string[]> {
    const scope = scopeOf(accountOf(res))
    if (all) return table.codes({ filter, scope }, { after: null, most: maxInBulk + 1 })
    return table.chosen({ filter: { status: [], use: [] }, scope }, codes)
  }

  async function showChoice(res: Response, selection: Selection, codes: string[], failed: Partial<BulkChoice> = {}) {
    if (codes.length === 0 || codes.length > maxInBulk) {
      const why = codes.length === 0 ? 'premises-bulk.none' : 'premises-bulk.too-many'
      redirectWithCaution(res, pathTo(res.locals.locale, '/staff/premises'), why, { most: maxInBulk })
      return
    }
    const page = bulkChoicePage(res.locals, { selection, count: codes.length, ...failed })
    renderBulkChoice(res, page, res.req.method === 'POST' ? 422 : 200)
    return Promise.resolve()
  }

  /** Shows a change that came too late on its own page. */
  async function runOrShowConflict(res: Response, id: string, act: () => Promise<void>): Promise<void> {
    try {
      await act()
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'conflict') throw error
      await show(res, id, res.locals.t(error.code))
    }
  }

  async function show(res: Response, id: string, alert: string | null = null): Promise<void> {
    const { page = 1 } = pageQuery.parse(res.req.query)
    const found = await bulk.state(id, accountOf(res), page)
    // Reloads the page to show the progress without a script.
    if (isRunning(found)) res.set('Refresh', '2')
    const offered = await keepingTerms(found.items.map(({ code }) => code))
    renderBulk(res, bulkPage(res.locals, { ...found, offered }, alert), alert === null ? 200 : 409)
  }

  return router
}

function tellOfConfirmed(id: string, { wish, possible }: Pick<PremisesBulk, 'wish' | 'possible'>): void {
  const changes = [{ field: 'premises', before: null, after: possible }]
  const subject = { kind: 'bulk', id, label: wish.kind } as const
  recordAudit({ action: 'premises.bulk-confirmed', subject, changes, reason: reasonOf(wish) })
}

const pageOf = (res: Response, id: string): string => pathTo(res.locals.locale, '/staff/premises/bulk/:id', { id })
