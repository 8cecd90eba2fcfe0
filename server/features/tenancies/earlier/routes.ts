import { Router, type Request, type Response } from 'express'
import type { Services } from '#server/services.ts'
import { AppError } from '#shared/errors.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { gapsOf } from '#web/requests/error-handler.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { formFailure, readForm, readPath } from '#web/forms/forms.ts'
import { receiveFiles } from '#web/files/uploads.ts'
import { readBytes } from '#outside/files/files.ts'
import { createBuildingGuard } from '#features/accounts/building-guard.ts'
import { renderForm } from '../texts/form-view.ts'
import { readerAt } from '../manage/answering.ts'
import { maxRows, readEarlier } from './file.ts'
import { earlierFields, earlierForm, earlierPath, earlierQuery, endForm } from './form.ts'
import {
  earlierHref,
  earlierListPage,
  earlierPage,
  enterPage,
  importPage,
  renderEarlier,
  renderEarlierImport,
  renderEarlierList,
  type CheckedFile,
  type Refusal,
} from './pages.ts'
import type { Author, EarlierFacts } from './service.ts'
import { dot } from '#shared/texts/facts.ts'

const mib = 1024 * 1024
const rules = {
  extensions: ['csv' as const, 'xlsx' as const],
  maxBytes: 2 * mib,
  room: { files: 1, bytes: 2 * mib },
  unpacked: { entries: 200, entryBytes: 20 * mib, totalBytes: 40 * mib },
}

/** Routes of tenancies from before the site. The staff see them; those who keep listings enter, import and end them. */
export function earlierRoutes({
  tenancies,
  premises,
  transfer,
}: Pick<Services, 'tenancies' | 'premises' | 'transfer'>): Router {
  const router = Router({ caseSensitive: true })
  const readers = staff('reviewer', 'decider', 'administrator', 'listing_manager')
  const keepers = staff('listing_manager', 'administrator')
  const base = '/staff/tenancies/earlier'
  const at = `${base}/:id`
  router.use(at, createBuildingGuard({ reachOf: premises.reachOf, isVisibleTo: tenancies.earlier.isVisibleTo }))
  const reader = (res: Response) => readerAt(res, tenancies.today())

  router.get(base, readers, async (req, res) => {
    const query = earlierQuery.parse(req.query)
    const found = await tenancies.earlier.list(query, await premises.reachOf(accountOf(res)))
    renderEarlierList(res, earlierListPage(reader(res), { query, found, enters: mayEditEarlier(res) }))
  })

  router.get(`${base}/new`, keepers, (_req, res) => {
    renderForm(res, enterPage(reader(res), null))
  })

  router.post(`${base}/new`, keepers, async (req, res) => {
    const form = readForm(earlierForm, req.body)
    if (!form.ok) {
      renderForm(res, enterPage(reader(res), form), 422)
      return
    }
    const entered = await enter(res, form.value)
    if (!entered.ok) {
      const { t } = res.locals
      const { code } = entered.error
      const at = code === 'earlier.let-ahead' || code === 'earlier.overlaps' ? 'since' : 'premises'
      const page = enterPage(reader(res), formFailure(req.body, {}))
      const error = t(code, gapsOf(entered.error))
      const fields = page.fields.map(field => (field.name === at ? { ...field, error } : field))
      renderForm(res, { ...page, fields, errors: { items: [{ href: `#${at}`, text: error }] } }, 422)
      return
    }
    flashNotice(res, 'earlier.saved')
    res.redirect(303, `${earlierHref(res.locals)}/${entered.id}`)
  })

  router.get(`${base}/import`, keepers, (_req, res) => {
    showImport(res, {})
  })

  router.post(`${base}/import`, keepers, async (req, res) => {
    const { t } = res.locals
    const received = await receiveFiles(req, res, { store: transfer.imports.store, fields: ['file'], ...rules })
    const [file] = received.files
    const bytes = file ? await readBytes(transfer.imports.store, file.storageId) : null
    await received.discard()
    if (!file || !bytes) {
      const error = received.refused.length > 0 ? 'earlier.import.unreadable' : 'earlier.import.no-file'
      showImport(res, { error: t(error) }, 422)
      return
    }
    const { premises: own } = await premises.reachOf(accountOf(res))
    const read = await readEarlier(
      t,
      { bytes, extension: file.extension },
      {
        today: tenancies.today(),
        takeable: codes => premises.summaries.takeable(own ? codes.filter(code => own.includes(code)) : codes),
        left: tenancies.earlier.lastMoveOut,
      },
    )
    if (!read.ok) {
      showImport(res, 'error' in read ? { error: read.error } : { complaints: read.complaints }, 422)
      return
    }
    if (received.fields['how'] !== 'write') {
      showImport(res, { checked: t('earlier.import.checked', { count: read.rows.length }) })
      return
    }
    const failed = await enterAll(res, read.rows)
    if (failed.length > 0) {
      showImport(res, { complaints: failed }, 409)
      return
    }
    flashNotice(res, 'earlier.import.done', { count: read.rows.length })
    res.redirect(303, earlierHref(res.locals))
  })

  router.get(at, readers, async (req, res) => {
    await show(req, res)
  })

  router.post(`${at}/end`, keepers, async (req, res) => {
    const { id } = readPath(earlierPath, req.params)
    const form = readForm(endForm, req.body)
    if (!form.ok) return show(req, res, { failure: form }, 422)
    try {
      await tenancies.earlier.end(id, form.value, authorOf(res))
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'conflict') throw error
      const aboutDay = error.code === 'earlier.ends-early' || error.code === 'earlier.ends-ahead'
      if (aboutDay) return show(req, res, { failure: formFailure(req.body, { on: error.code }) }, 422)
      throw error
    }
    flashNotice(res, 'earlier.ended')
    res.redirect(303, `${earlierHref(res.locals)}/${id}`)
  })

  /** Enters the rows one by one. Returns those whose premises somebody took in between; all others are entered. */
  async function enterAll(res: Response, rows: readonly EarlierFacts[]): Promise<{ cell: string; problem: string }[]> {
    const failed: { cell: string; problem: string }[] = []
    for (const facts of rows) {
      const entered = await enter(res, facts)
      if (entered.ok) continue
      const { error } = entered
      failed.push({ cell: facts.premises, problem: res.locals.t(error.code, gapsOf(error)) })
    }
    return failed
  }

  async function enter(
    res: Response,
    facts: EarlierFacts,
  ): Promise<{ ok: true; id: string } | { ok: false; error: AppError }> {
    try {
      const reach = await premises.reachOf(accountOf(res))
      return { ok: true, id: await tenancies.earlier.enter(facts, authorOf(res), reach) }
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'conflict') throw error
      return { ok: false, error }
    }
  }

  function showImport(res: Response, checked: CheckedFile, status = 200): void {
    const { t } = res.locals
    const columns = earlierFields.map(field => t(`earlier.field.${field}`)).join(dot)
    renderEarlierImport(
      res,
      importPage(reader(res), t('earlier.import.lead', { most: maxRows, columns }), checked),
      status,
    )
  }

  async function show(req: Request, res: Response, refusal: Refusal = {}, status = 200): Promise<void> {
    const tenancy = await tenancies.earlier.get(readPath(earlierPath, req.params).id)
    renderEarlier(res, earlierPage(reader(res), tenancy, { ends: mayEditEarlier(res), ...refusal }), status)
  }

  return router
}

const mayEditEarlier = (res: Response): boolean => ['listing_manager', 'administrator'].includes(accountOf(res).role)

function authorOf(res: Response): Author {
  const { id, name, role } = accountOf(res)
  return { id, name, role: role === 'administrator' ? role : 'listing_manager' }
}
