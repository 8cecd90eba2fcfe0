import { Router, type Response } from 'express'
import { z } from 'zod'
import type { Premises } from '#models/premises/premises.ts'
import { notFound } from '#shared/errors.ts'
import { isMessageKey, type Locale, type Reader } from '#shared/texts/i18n.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { readPath, type FieldErrors, type ErrorSummary, type FormValues } from '#web/forms/forms.ts'
import { isWithinScope } from '#features/accounts/scope.ts'
import { pathTo } from '#server/paths.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { view } from '#web/pages/view.ts'
import { factsOf } from '#features/premises/fields/facts.ts'
import { fields, withFieldRules } from '#features/premises/fields/shape.ts'
import type { FindOffered } from '#features/premises/fields/offered.ts'
import { valuesOf } from '#features/premises/fields/values.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import type { ListingsService } from '../service.ts'
import { premisesPath } from '../form/input.ts'
import { findDoubts, noticeDoubts } from '../place/doubts.ts'
import { controlOf, summaryOf, textRow, type Control, type FormState, type TextRow } from '../form/controls.ts'
import { formGroups } from '../form/fields.ts'
import { parseSearch, tableHref } from '../table/input.ts'
import { fieldLabel, formatValue } from '../form/value-text.ts'

type Parts = Pick<ListingsService, 'records' | 'buildings'> & { keepingTerms: FindOffered }

/** Routes for editing the most common fields of a premises from the table. */
export function rowRoutes({ records, buildings, keepingTerms }: Parts): Router {
  const router = Router({ caseSensitive: true })
  const manager = staff('listing_manager', 'administrator')
  const at = '/staff/premises/:code/row'

  router.get(at, manager, async (req, res) => {
    await show(res, await findOwnPremises(res), textOf(req.query['back']))
  })

  router.post(at, manager, async (req, res) => {
    const before = await findOwnPremises(res)
    const back = textOf((req.body as Record<string, unknown> | undefined)?.['back'])
    const { typed, version, facts } = readRow(req.body, before)
    if (version !== before.version) {
      await show(res, before, back, { typed, stale: true })
      return
    }
    if (!facts.success) {
      await show(res, before, back, { typed, errors: errorsOf(facts.error.issues) })
      return
    }
    const { code } = before
    const saved = await records.edit({ code, version, facts: facts.data, by: accountOf(res) })
    if (!saved.ok) {
      const trouble = saved.reason === 'stale' ? { stale: true } : { errors: { floor: 'listing.form.floor' as const } }
      await show(res, await findOwnPremises(res), back, { typed, ...trouble })
      return
    }
    flashNotice(res, 'table.row.saved', { code })
    noticeDoubts(res, await findDoubts(buildings, { ...before, ...facts.data }, before))
    res.redirect(303, backTo(res.locals.locale, back))
  })

  /** Returns the premises; one in another colleague's building is "not found". */
  async function findOwnPremises(res: Response): Promise<Premises> {
    const found = await records.get(readPath(premisesPath, res.req.params).code)
    if (!isWithinScope(accountOf(res), found.buildingCode)) throw notFound()
    return found
  }

  async function show(res: Response, premises: Premises, back: string, trouble?: RowTrouble): Promise<void> {
    const status = trouble ? (trouble.stale ? 409 : 422) : 200
    const offered = (await keepingTerms([premises.code])).has(premises.code)
    const page = rowPage(res.locals, premises, back, trouble)
    renderRow(res, { ...page, offered: offered ? res.locals.t('listing.offered') : null }, status)
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

/** Fields changed most often, which can be edited in the table. */
const plainFields = [
  ...(['areaUsableSqM', 'floor', 'rentFreeMonths', 'marketRentPerSqMMonth', 'managementFeePerSqMMonth'] as const),
  ...(['deposit', 'availableFrom', 'publishAt', 'expiresAt'] as const),
]
const rowFields: readonly string[] = ['title.ru', 'title.en', 'title.zh', ...plainFields]

const versioned = z.object({ version: z.coerce.number().int().min(0) })
const facts = withFieldRules(fields).transform(factsOf)

/** Parses the typed row over the stored fields. */
function readRow(body: unknown, before: Premises) {
  const sent = z.record(z.string(), z.unknown()).catch({}).parse(body)
  const changed = Object.fromEntries(rowFields.filter(name => name in sent).map(name => [name, sent[name]]))
  const typed = { ...valuesOf(before), ...changed } as FormValues
  const version = versioned.safeParse(body)
  return { typed, version: version.success ? version.data.version : -1, facts: facts.safeParse(typed) }
}

/** Returns the URL of the table as it was. The query is parsed, so only our own URLs result. */
function backTo(locale: Locale, query: unknown): string {
  return tableHref(locale, parseSearch(typeof query === 'string' ? query : ''))
}

type RowPage = {
  title: string
  breadcrumb: Breadcrumb
  heading: string
  action: string
  version: string
  back: string
  backHref: string
  wholeHref: string
  summary: ErrorSummary
  stale: { label: string; mine: string; now: string }[] | null
  titles: TextRow
  controls: Control[]
}
/** `offered`: says that an offer keeps its terms; null where there is none. */
const renderRow = view<RowPage & { offered: string | null }>('listings/row')

type RowTrouble = { typed: FormValues; errors?: FieldErrors; stale?: boolean }

/** Returns the most common fields of a premises as a separate form, which the script puts into the table. */
function rowPage({ t, locale }: Reader, premises: Premises, back: string, trouble?: RowTrouble): RowPage {
  const saved = valuesOf(premises)
  const state: FormState = {
    t,
    locale,
    labels: 'listing',
    typed: trouble?.typed ?? saved,
    errors: trouble?.errors ?? {},
  }
  const base = pathTo(locale, '/staff/premises')
  const asks = formGroups.flatMap(group => group.asks)
  return {
    title: t('table.row.title', { code: premises.code }),
    breadcrumb: [deskCrumb({ t, locale }), { label: t('listing.title'), href: base }, { label: premises.code }],
    heading: readText(premises.title, locale).text || t('listing.untitled'),
    action: pathTo(locale, '/staff/premises/:code/row', { code: premises.code }),
    version: String(premises.version),
    back,
    backHref: backTo(locale, back),
    wholeHref: pathTo(locale, '/staff/premises/:code', { code: premises.code }),
    summary: summaryOf(state),
    stale: trouble?.stale ? differencesOf({ t, locale }, state.typed, saved) : null,
    titles: textRow('title', 1, state),
    controls: plainFields.flatMap(name => asks.find(ask => ask.name === name) ?? []).map(ask => controlOf(ask, state)),
  }
}

/** Returns the fields in which the typed and the stored values differ. Saving again is a decision. */
const differencesOf = (reader: Reader, input: FormValues, now: FormValues) =>
  rowFields
    .map(name => ({
      label: fieldLabel(reader.t, name),
      mine: formatValue(reader, name, input[name]),
      now: formatValue(reader, name, now[name]),
    }))
    .filter(row => row.mine !== row.now)
