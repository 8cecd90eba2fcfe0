import { Router, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import type { PaperRules } from '#shared/site-settings.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { editorAt, staff } from '#web/access/access.ts'
import { fieldOf, type Field } from '#web/forms/fields.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { dayField, numberField } from '#web/forms/form-schemas.ts'
import {
  errorSummary,
  formFailure,
  inputValue,
  readForm,
  type ErrorSummary,
  type FormFailure,
} from '#web/forms/forms.ts'
import { captureAuditReason } from '#web/forms/reason-field.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { view } from '#web/pages/view.ts'
import { daysOf, paperTable, paperTableOn, type PaperRow } from './paper-table.ts'
import { audiencesInWords, nameOfRow } from './papers-in-words.ts'

const address = '/staff/settings/papers'
/** Longest time for a paper, in days. */
const maxDays = 730

const demandedOf = ({ id }: PaperRow) => `demanded-${id}`
const daysNameOf = ({ id }: PaperRow) => `days-${id}`
const datedRows = paperTable.filter(row => daysOf(row) !== null)

const days = numberField({ min: 1, max: maxDays, wrong: 'programme.papers.days.wrong' })
const papersForm = z.object({
  from: dayField,
  /** Revision of the settings on the page with the form. */
  revision: z.coerce.number().int().min(0),
  ...Object.fromEntries(paperTable.map(row => [demandedOf(row), z.literal('yes').optional()])),
  ...Object.fromEntries(datedRows.map(row => [daysNameOf(row), days])),
})
type PapersInput = { from: CityDay; revision: number } & Record<string, unknown>

type Row = {
  name: string
  who: string
  demanded: { name: string; checked: boolean }
  days: (Field & { label: string }) | null
}
type PapersPage = {
  title: string
  breadcrumb: Breadcrumb
  errors: ErrorSummary
  alert: string | null
  revision: string
  rows: Row[]
  from: Field
  /** Days from which the office's rules hold, the latest first. */
  changes: string[]
  why: string
}
const renderPapers = view<PapersPage>('cases/papers-settings')

/** Routes by which administrators set which papers are demanded, and in how many days, from a day on. */
export function paperSettingsRoutes({ programme, cases }: Pick<Services, 'programme' | 'cases'>): Router {
  const router = Router({ caseSensitive: true })
  const today = () => cityDayOf(cases.now())

  type Refused = { failure?: FormFailure; alert?: string; status?: number }
  async function show(res: Response, { failure, alert, status = 200 }: Refused = {}): Promise<void> {
    const { settings, revision } = await programme.current()
    const shown = { papers: settings.papers, revision, today: today(), failure, alert: alert ?? null }
    renderPapers(res, papersPage(res.locals, shown), status)
  }

  router.get(address, staff('administrator'), (_req, res) => show(res))

  router.post(address, staff('administrator'), captureAuditReason, async (req, res) => {
    const form = readForm(papersForm, req.body)
    if (!form.ok) return show(res, { failure: form, status: 422 })
    const input = form.value as PapersInput
    // Cases submitted today keep the rules of today (`paperDay`).
    if (input.from <= today()) {
      await show(res, { failure: formFailure(req.body, { from: 'programme.papers.too-early' }), status: 422 })
      return
    }
    const { settings } = await programme.current()
    const changed = { ...settings, papers: withRules(settings.papers, input) }
    const verdict = await programme.save(changed, { revision: input.revision, by: editorAt(res) })
    if (!verdict.ok) {
      await show(res, { failure: formFailure(req.body, {}), alert: res.locals.t('error.stale'), status: 409 })
      return
    }
    flashNotice(res, 'programme.saved')
    res.redirect(303, pathTo(res.locals.locale, address))
  })

  return router
}

/** Returns the rules with those of a day added. What equals the program is left to it. */
function withRules(before: readonly PaperRules[], input: PapersInput): PaperRules[] {
  const rules = paperTable.flatMap(row => {
    const demanded = input[demandedOf(row)] === 'yes'
    const chosen = (input[daysNameOf(row)] as number | undefined) ?? null
    const ownDays = chosen === daysOf(row) ? null : chosen
    return demanded && ownDays === null ? [] : [[row.id, { demanded, days: ownDays }] as const]
  })
  const others = before.filter(({ from }) => from !== input.from)
  return [...others, { from: input.from, papers: Object.fromEntries(rules) }].toSorted((one, other) =>
    one.from.localeCompare(other.from),
  )
}

type Shown = {
  papers: readonly PaperRules[]
  revision: number
  today: CityDay
  failure: FormFailure | undefined
  alert: string | null
}

function papersPage(reader: Reader, { papers, revision, today, failure, alert }: Shown): PapersPage {
  const { t, locale } = reader
  const last = papers.at(-1)?.from ?? today
  const settled = new Map(paperTableOn(last, papers).map(row => [row.id, row]))
  const labels = Object.fromEntries(datedRows.map(row => [daysNameOf(row), 'programme.papers.days' as const]))
  return {
    title: t('programme.papers'),
    breadcrumb: [
      deskCrumb({ t, locale }),
      { label: t('programme.title'), href: pathTo(locale, '/staff/settings') },
      { label: t('programme.papers') },
    ],
    errors: errorSummary(t, failure?.errors, { from: 'programme.papers.holds', ...labels }),
    alert,
    revision: String(revision),
    rows: paperTable.map(row => {
      const name = nameOfRow(t, row)
      const now = settled.get(row.id)
      const shownDays = daysOf(now ?? row)
      return {
        name,
        who: audiencesInWords(t, row.who),
        demanded: {
          name: demandedOf(row),
          checked: failure ? inputValue(failure.typed, demandedOf(row)) === 'yes' : now !== undefined,
        },
        days:
          shownDays === null
            ? null
            : {
                ...fieldOf(t, daysNameOf(row), { form: failure, stored: String(shownDays) }),
                label: t('programme.papers.days.of', { paper: name }),
              },
      }
    }),
    from: fieldOf(t, 'from', { form: failure, stored: '' }),
    changes: papers.toReversed().map(({ from }) => t('programme.papers.from', { day: formatCityDay(locale, from) })),
    why: failure ? inputValue(failure.typed, 'why') : '',
  }
}
