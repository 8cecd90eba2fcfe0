import { Router, type Response } from 'express'
import type { ListingsService } from '#features/listings/service.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { notice } from '#web/forms/flash.ts'
import { type FormFailure, formFailure, typedText } from '#web/forms/forms.ts'
import { readTableSearch, searchIn, searchQuery, tableHref, type TableSearch } from '../input.ts'
import { columnsFor, openView } from '../views-part.ts'
import { columnsPage, readColumns, renderColumns } from './page.ts'

/** Which columns the table has for one colleague, or in one of their views. */
export function columnRoutes({ tableChoices }: Pick<ListingsService, 'tableChoices'>): Router {
  const router = Router({ caseSensitive: true })
  const manager = staff('listing_manager', 'administrator')

  router.get('/staff/premises/columns', manager, async (req, res) => {
    await show(res, readTableSearch(req.query))
  })

  router.post('/staff/premises/columns', manager, async (req, res) => {
    const { typed } = formFailure(req.body, {})
    const search = searchIn(typedText(typed, 'back'))
    const reset = typedText(typed, 'reset') === 'yes'
    const columns = reset ? { ok: true as const, value: [] } : readColumns(req.body)
    if (!columns.ok) {
      await show(res, search, columns)
      return
    }
    const who = accountOf(res)
    const open = openView(await tableChoices.of(who.id), search)
    if (open?.own) await tableChoices.edit(who, open.id, { columns: columns.value })
    else await tableChoices.chooseColumns(who, columns.value)
    notice(res, reset ? 'table-columns.is-reset' : 'table-columns.saved')
    res.redirect(303, tableHref(res.locals.locale, search))
  })

  async function show(res: Response, search: TableSearch, failure?: FormFailure): Promise<void> {
    const arrangement = await tableChoices.of(accountOf(res).id)
    const open = openView(arrangement, search)
    const shown = {
      columns: open && !open.own ? arrangement.columns : columnsFor(arrangement, search),
      viewName: open?.own ? open.name : null,
      ...{ back: searchQuery(search), backHref: tableHref(res.locals.locale, search) },
    }
    renderColumns(res, columnsPage(res.locals, { ...shown, ...failure }), failure ? 422 : 200)
  }

  return router
}
