import { pathTo } from '#server/paths.ts'
import type { Application, AnswerSection, SectionAnswers } from '#models/cases/application.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatDay, formatTime } from '#shared/texts/format.ts'
import type { MessageKey, Translate } from '#shared/texts/i18n.ts'
import { withFieldLabel, type ErrorSummary } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { premisesRow, type FieldComplaints } from '../cases/answers/answers.ts'
import { formSections, type FormSection } from '../cases/answers/fields.ts'
import { choiceWarnings, needsOf } from '../cases/answers/fit.ts'
import { itemOfSection } from '../cases/requests/items.ts'
import type { PremisesSummary } from '../cases/ports.ts'
import { caseHref, premisesCard, type ApplicantReader } from '../cases/applicant/labels.ts'
import type { Candidates } from './candidates.ts'
import { minutesFor } from './drafts/remaining.ts'
import { complaintInWords, fieldViews, premisesRows, type FieldView } from './fields.ts'

export type SectionPage = {
  title: string
  breadcrumb: Breadcrumb
  demo: boolean
  step?: string
  /** What the office asks about this section. */
  asked?: { text: string; lang: string }
  intro: string
  action: string
  /** Revision of the answers shown. Saving checks it, so that later answers are not overwritten. */
  revision: string
  /** Text shown when answers were saved although some are wrong; else empty. */
  keptAnyway: string
  errors: ErrorSummary
  /** Unanswered questions, once the section has been begun. */
  missing: MissingField[]
  /** When the section was last saved; empty before the first time. */
  lastSaved: string
  fields: FieldView[]
  candidates: Candidates
  save: string
  back: string
  backLabel: string
  find: string
}
export const renderSection = view<SectionPage>('applying/sections/section')

type Shown = {
  application: Application
  section: AnswerSection
  answers: SectionAnswers
  complaints: FieldComplaints
  known: Map<string, PremisesSummary>
  candidates: Candidates
  refused: boolean
  /** Names of all questions whose answers are missing or wrong. */
  open: readonly string[]
}

export function sectionPage(reader: ApplicantReader, shown: Shown): SectionPage {
  const { t, locale } = reader
  const { application, section, answers, complaints, known, candidates, refused, open } = shown
  const base = caseHref(locale, application)
  const year = Number(cityDayOf(reader.now).slice(0, 4))
  const needs = needsOf(application.answers)
  const described = new Map(
    [...known].map(([code, standing]) => [
      code,
      { ...premisesCard(code, standing, reader), warnings: choiceWarnings(reader, needs, standing) },
    ]),
  )
  return {
    title: t(`apply.section.${section}`),
    breadcrumb: sectionBreadcrumb(reader, application, section),
    demo: [...known.values()].some(summary => summary.demo),
    ...stepTexts(reader, application, { section, open }),
    intro: t(`apply.intro.${section}`),
    action: `${base}/${section}`,
    revision: revisionOf(application, section),
    ...lastSavedTexts(reader, application, { section, refused }),
    errors: summaryOf(t, { complaints, answers, year }),
    missing: application.savedAt[section] ? missingFields(t, open) : [],
    fields: fieldViews(section, { t, locale, answers, complaints, known: described, year }),
    candidates,
    back: base,
    find: pathTo(locale, '/premises'),
  }
}

/** Returns the texts for a step of a draft, or for a section that the office asks to correct. */
function stepTexts(
  reader: ApplicantReader,
  { request }: Application,
  { section, open }: { section: AnswerSection; open: readonly string[] },
) {
  const { t } = reader
  const item = itemOfSection(request, section)
  if (!item || !request)
    return {
      step: stepOf(reader, section, minutesFor(section, open)),
      save: t('apply.save'),
      backLabel: t('apply.back-to-tasks'),
    }
  const asked = { text: item.text, lang: request.locale }
  return { asked, save: t('request.save-section'), backLabel: t('request.back-to-case') }
}

/** Complaints about answers. Each is shown with the name of its question, so that identical texts can be told apart. */
type ComplaintContext = { complaints: FieldComplaints; answers: SectionAnswers; year: number }
function summaryOf(t: Translate, { complaints, answers, year }: ComplaintContext): ErrorSummary {
  const items = Object.entries(complaints).map(([name, complaint]) => ({
    href: `#${name}`,
    text: withFieldLabel(
      t,
      labelOfComplaint(t, name, complaint),
      complaintInWords(t, { name, complaint, answers, year }),
    ),
  }))
  return items.length > 0 ? { items } : null
}

/**
 * Returns the label for a complaint. Rows of the choice have their own names; a missing choice concerns the whole question.
 */
function labelOfComplaint(t: Translate, name: string, complaint: MessageKey = 'apply.error.premises-none'): string {
  const row = premisesRows.find((_, index) => premisesRow(index) === name)
  const whole = !row || (name === 'premises' && complaint === 'apply.error.premises-none')
  return t(whole ? (`apply.field.${name}` as MessageKey) : `apply.premises.${row}`)
}

export const revisionOf = ({ sectionRevision }: Application, section: AnswerSection): string =>
  String(sectionRevision?.[section] ?? 0)

/** Returns the number of the section and about how long the rest of it takes. */
export function stepOf({ t }: ApplicantReader, section: FormSection, minutes: number): string {
  const step = t('apply.step', { number: formSections.indexOf(section) + 1, total: formSections.length })
  return minutes === 0 ? step : [step, t('apply.minutes', { minutes })].join(dot)
}

export type MissingField = { href: string; label: string }

/** Returns links to the questions with these names. `page` is the address of their page when they are on another one. */
export const missingFields = (t: Translate, names: readonly string[], page = ''): MissingField[] =>
  names.map(name => ({ href: `${page}#${name}`, label: labelOfComplaint(t, name) }))

type SaveState = { section: AnswerSection; refused: boolean }
function lastSavedTexts({ t, locale }: ApplicantReader, { savedAt }: Application, { section, refused }: SaveState) {
  const at = savedAt[section]
  if (!at) return { keptAnyway: '', lastSaved: '' }
  const time = formatTime(locale, at)
  return {
    keptAnyway: refused ? t('apply.saved-with-errors', { time }) : '',
    lastSaved: t('apply.last-saved', { day: formatDay(locale, at), time }),
  }
}

export function sectionBreadcrumb(
  { t, locale }: ApplicantReader,
  application: Application,
  section: FormSection | 'check',
) {
  const { reference, state } = application
  const here = state === 'draft' || !reference ? t('apply.task.title') : t('apply.case.title', { reference })
  return [
    { label: t('apply.list.title'), href: pathTo(locale, '/applications') },
    { label: here, href: caseHref(locale, application) },
    { label: t(`apply.section.${section}`) },
  ]
}
