import { Router, type Response } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { editorAt, staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import {
  formFailure,
  type FormFailure,
  errorSummary,
  inputValue,
  type ErrorSummary,
  type FieldLabels,
} from '#web/forms/forms.ts'
import { captureAuditReason } from '#web/forms/reason-field.ts'
import type { ReviewRules } from '#models/reviewing/review-rules.ts'
import type { Criterion } from '#models/cases/parts/rubric.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { locales, type Locale, type Translate, type Reader } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { currentRules, rulesHistory, saveRules, type RulesInForce } from '../assignment/review-rules.ts'
import { readRules, maxCriteria, keyField, newKey, rowField, weightField } from './input.ts'

/** Routes for the review rules. Each saving creates a new version. */
export function rubricRoutes({ casePorts }: Pick<Services, 'casePorts'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/staff/settings/rubric', staff('administrator'), (_req, res) => show(res))

  router.post('/staff/settings/rubric', staff('administrator'), captureAuditReason, async (req, res) => {
    const form = readRules(req.body)
    if (!form.ok) {
      await show(res, { form, status: 422 })
      return
    }
    const { rules, version } = form.value
    const by = editorAt(res)
    const verdict = await saveRules(casePorts, rules, { version, by })
    if (!verdict.ok) {
      // Keeps the typed values on top of the other version. Sending them again overwrites it knowingly.
      await show(res, { form: formFailure(req.body, {}), stale: true, status: 409 })
      return
    }
    req.log.info({ account: by.id, version: version + 1 }, 'review rules saved')
    flashNotice(res, 'rubric.saved')
    res.redirect(303, pathTo(res.locals.locale, '/staff/settings/rubric'))
  })

  type Refused = { form?: FormFailure; stale?: boolean; status?: number }
  async function show(res: Response, { status = 200, ...refused }: Refused = {}): Promise<void> {
    const [rules, history] = await Promise.all([currentRules(), rulesHistory()])
    renderRubric(res, rubricPage(res.locals, { ...rules, history, ...refused }), status)
  }

  return router
}

type Field = { name: string; label: string; value: string; error?: string; lang?: Locale; hint?: string }
type Row = {
  legend: string
  key: { name: string; value: string }
  names: Field[]
  hints: Field[]
  weight: Field
  open: boolean
}
type RubricPage = {
  title: string
  breadcrumb: Breadcrumb
  stale: string | null
  errors: ErrorSummary
  version: string
  inForce: string
  rows: Row[]
  spreadThreshold: Field
  panelSize: Field
  autoAssign: { id: string; value: string; label: string; checked: boolean; hint?: string }[]
  /** Reason for the change, as typed so far. */
  why: string
  history: { what: string; when: string; who: string }[]
}
const renderRubric = view<RubricPage>('reviewing/rubric')

const labels: FieldLabels = {
  spreadThreshold: 'rubric.spreadThreshold',
  panelSize: 'rubric.panelSize',
  autoAssign: 'rubric.autoAssign',
}

type Shown = RulesInForce & { history: readonly ReviewRules[]; form?: FormFailure; stale?: boolean }
/** Source of the field values: what was typed, else the rules in force. */
type FormContext = { t: Translate; form: FormFailure | undefined }

function rubricPage({ t, locale }: Reader, shown: Shown): RubricPage {
  const { rubric, autoAssign, history, form, stale } = shown
  const filling = { t, form }
  const chosen = form ? inputValue(form.typed, 'autoAssign') : autoAssign ? 'least_loaded' : 'by_hand'
  return {
    title: t('rubric.title'),
    breadcrumb: [
      deskCrumb({ t, locale }),
      { label: t('programme.title'), href: pathTo(locale, '/staff/settings') },
      { label: t('rubric.title') },
    ],
    stale: stale ? t('rubric.stale') : null,
    errors: stale ? null : errorSummary(t, form?.errors, labels),
    version: String(rubric.version),
    inForce: t('rubric.in-force', { version: rubric.version }),
    rows: Array.from({ length: maxCriteria }, (_, row) =>
      rowOf(filling, row, { criterion: rubric.criteria[row], version: rubric.version }),
    ),
    spreadThreshold: field(filling, 'spreadThreshold', {
      label: t('rubric.spreadThreshold'),
      start: String(rubric.spreadThreshold),
      hint: t('rubric.spreadThreshold.hint'),
    }),
    panelSize: field(filling, 'panelSize', {
      label: t('rubric.panelSize'),
      start: String(rubric.panelSize),
      hint: t('rubric.panelSize.hint'),
    }),
    autoAssign: (['by_hand', 'least_loaded'] as const).map((value, index) => ({
      id: index === 0 ? 'autoAssign' : `autoAssign-${value}`,
      value,
      label: t(`rubric.autoAssign.${value}`),
      checked: chosen === value,
    })),
    why: form ? inputValue(form.typed, 'why') : '',
    history: history.map(({ _id, at, by }) => ({
      what: t('rubric.past-version', { version: _id }),
      when: formatInstant(locale, at),
      who: by.name,
    })),
  }
}

type Start = { label: string; start: string; lang?: Locale; hint?: string }

function field({ t, form }: FormContext, name: string, { start, ...rest }: Start): Field {
  const error = form?.errors[name]
  return { name, value: form ? inputValue(form.typed, name) : start, ...(error ? { error: t(error) } : {}), ...rest }
}

type RowInput = { criterion: Criterion | undefined; version: number }

function rowOf(filling: FormContext, row: number, { criterion, version }: RowInput): Row {
  const { t, form } = filling
  const texts = (what: 'name' | 'hint') =>
    locales.map(locale =>
      field(filling, rowField(what, row, locale), {
        label: t(`rubric.${what}.${locale}`),
        start: criterion?.[what][locale] ?? '',
        lang: locale,
      }),
    )
  const names = texts('name')
  const key = keyField(row)
  const start = criterion?.key ?? newKey(version, row)
  return {
    legend: t('rubric.criterion', { number: row + 1 }),
    key: { name: key, value: form ? inputValue(form.typed, key) : start },
    names,
    hints: texts('hint'),
    weight: field(filling, weightField(row), { label: t('rubric.weight'), start: String(criterion?.weight ?? 1) }),
    open: names.some(({ value, error }) => value !== '' || error !== undefined),
  }
}
