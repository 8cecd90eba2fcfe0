import { Router, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { ListingsService } from '#features/listings/service.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { formFailure, readForm, readPath, id, requiredLine } from '#web/forms/forms.ts'
import { flagField } from '#features/premises/fields/number-fields.ts'
import { conditionQuery, readTableSearch, parseSearch, tableHref, type TableSearch } from '../input.ts'
import { columnsFor } from '../views-part.ts'
import { renderViews, viewsPage, type ViewTrouble } from './page.ts'

const query = z.string().max(2_000).catch('').default('')
const viewFields = z.object({ name: requiredLine(60), shared: flagField })

/** `query` is the state of the table: conditions, order and the view that gave it its columns. */
const newViewForm = viewFields.extend({ query, withColumns: flagField, opens: flagField })
const editViewForm = viewFields
const conditionsForm = z.object({ query })
const opensForm = z.object({ opens: flagField })
const viewPath = z.object({ id })

/** Routes for saved views of the table, private or shared. Changing a view of another colleague gives "not found". */
export function viewRoutes({ tablePreferences }: Pick<ListingsService, 'tablePreferences'>): Router {
  const router = Router({ caseSensitive: true })
  const manager = staff('listing_manager', 'administrator')
  const base = '/staff/premises/views'

  router.get(base, manager, async (req, res) => {
    await show(res, readTableSearch(req.query))
  })

  router.post(base, manager, async (req, res) => {
    const form = readForm(newViewForm, req.body)
    const search = parseSearch(form.ok ? form.value.query : queryOf(req.body))
    if (!form.ok) {
      await show(res, search, { id: null, failure: form })
      return
    }
    const { name, shared, withColumns, opens } = form.value
    const columns = withColumns ? [...columnsFor(await tablePreferences.of(accountOf(res).id), search)] : []
    const stored = await tablePreferences.keep(
      accountOf(res),
      { name, shared, columns, query: conditionQuery(search) },
      opens,
    )
    if (!stored.ok) {
      await show(res, search, { id: null, failure: formFailure(req.body, { name: refusals[stored.reason] }) })
      return
    }
    flashNotice(res, 'table-views.kept', { name })
    res.redirect(303, tableHref(res.locals.locale, { ...search, page: 1, view: stored.id ?? 'none' }))
  })

  /** Lets the table open with all premises again. */
  router.post(`${base}/opens`, manager, async (_req, res) => {
    await tablePreferences.open(accountOf(res), null)
    flashNotice(res, 'table-views.opens-all')
    redirectToViews(res)
  })

  router.post(`${base}/:id`, manager, async (req, res) => {
    const { id } = readPath(viewPath, req.params)
    const form = readForm(editViewForm, req.body)
    if (!form.ok) {
      await requireOwnView(res, id)
      await show(res, readTableSearch({}), { id, failure: form })
      return
    }
    const edited = await tablePreferences.edit(accountOf(res), id, form.value)
    if (!edited.ok) {
      const failure = formFailure(req.body, { name: refusals[edited.reason] })
      await show(res, readTableSearch({}), { id, failure })
      return
    }
    flashNotice(res, 'table-views.saved', { name: form.value.name })
    redirectToViews(res)
  })

  router.post(`${base}/:id/conditions`, manager, async (req, res) => {
    const { id } = readPath(viewPath, req.params)
    const search = parseSearch(conditionsForm.parse(req.body ?? {}).query)
    await tablePreferences.edit(accountOf(res), id, { query: conditionQuery(search) })
    flashNotice(res, 'table-views.updated')
    res.redirect(303, tableHref(res.locals.locale, { ...search, view: id }))
  })

  router.post(`${base}/:id/opens`, manager, async (req, res) => {
    const { id } = readPath(viewPath, req.params)
    const { opens } = opensForm.parse(req.body ?? {})
    await tablePreferences.open(accountOf(res), opens ? id : null)
    flashNotice(res, opens ? 'table-views.opens-this' : 'table-views.opens-all')
    redirectToViews(res)
  })

  router.post(`${base}/:id/remove`, manager, async (req, res) => {
    await tablePreferences.remove(accountOf(res), readPath(viewPath, req.params).id)
    flashNotice(res, 'table-views.removed')
    redirectToViews(res)
  })

  const requireOwnView = (res: Response, id: string) => tablePreferences.own(accountOf(res).id, id)

  async function show(res: Response, search: TableSearch, trouble?: ViewTrouble): Promise<void> {
    const arrangement = await tablePreferences.of(accountOf(res).id)
    const page = viewsPage(res.locals, { arrangement, search, ...(trouble ? { trouble } : {}) })
    renderViews(res, page, trouble ? 422 : 200)
  }

  return router
}

const refusals: Record<'name-taken' | 'too-many', MessageKey> = {
  'name-taken': 'table-views.name-taken',
  'too-many': 'table-views.too-many',
}

const queryOf = (body: unknown): string => conditionsForm.parse(body ?? {}).query

const redirectToViews = (res: Response): void => {
  res.redirect(303, pathTo(res.locals.locale, '/staff/premises/views'))
}
