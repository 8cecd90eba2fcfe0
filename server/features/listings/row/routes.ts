import { Router, type Response } from 'express'
import type { Premises } from '#models/premises/premises.ts'
import type { ListingsService } from '../service.ts'
import { notFound } from '#shared/errors.ts'
import { isMessageKey } from '#shared/texts/i18n.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { notice } from '#web/forms/flash.ts'
import { readPath, type FieldErrors } from '#web/forms/forms.ts'
import { mayTouch } from '#features/accounts/scope.ts'
import { premisesPath } from '../form/input.ts'
import { doubtsOf, noticeDoubts } from '../place/doubts.ts'
import { backTo, readRow, renderRow, rowPage, type RowTrouble } from './page.ts'

/** The commonest fields of one premises, changed from the table. */
export function rowRoutes({ records, buildings }: Pick<ListingsService, 'records' | 'buildings'>): Router {
  const doubtsAbout = doubtsOf(buildings)
  const router = Router({ caseSensitive: true })
  const manager = staff('listing_manager', 'administrator')
  const at = '/staff/premises/:code/row'

  router.get(at, manager, async (req, res) => {
    show(res, await own(res), textOf(req.query['back']))
  })

  router.post(at, manager, async (req, res) => {
    const before = await own(res)
    const back = textOf((req.body as Record<string, unknown> | undefined)?.['back'])
    const { typed, version, facts } = readRow(req.body, before)
    if (version !== before.version) {
      show(res, before, back, { typed, stale: true })
      return
    }
    if (!facts.success) {
      show(res, before, back, { typed, errors: errorsOf(facts.error.issues) })
      return
    }
    const { code } = before
    const saved = await records.edit({ code, version, facts: facts.data, by: accountOf(res) })
    if (!saved.ok) {
      const trouble = saved.reason === 'stale' ? { stale: true } : { errors: { floor: 'listing.form.floor' as const } }
      show(res, await own(res), back, { typed, ...trouble })
      return
    }
    notice(res, 'table.row.saved', { code })
    noticeDoubts(res, await doubtsAbout({ ...before, ...facts.data }, before))
    res.redirect(303, backTo(res.locals.locale, back))
  })

  /** Of a building that is somebody else's nothing is known. */
  async function own(res: Response): Promise<Premises> {
    const found = await records.get(readPath(premisesPath, res.req.params).code)
    if (!mayTouch(accountOf(res), found.buildingCode)) throw notFound()
    return found
  }

  function show(res: Response, premises: Premises, back: string, trouble?: RowTrouble): void {
    const status = trouble ? (trouble.stale ? 409 : 422) : 200
    renderRow(res, rowPage(res.locals, premises, back, trouble), status)
  }

  return router
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 1_000) : '')

function errorsOf(issues: readonly { path: PropertyKey[]; message: string }[]): FieldErrors {
  const errors: FieldErrors = {}
  for (const { path, message } of issues)
    errors[path.map(String).join('.')] ??= isMessageKey(message) ? message : 'form.required'
  return errors
}
