import { pathTo } from '#server/paths.ts'
import type { StoredDocument } from '#models/documents/document.ts'
import type { FieldErrors } from '#web/forms/forms.ts'
import { withNextPath } from '#web/access/own-path.ts'
import { view } from '#web/pages/view.ts'
import type { Application } from '#models/cases/application.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { answersInWords, type AnswerRow } from '../cases/answers/answers-in-words.ts'
import { premisesRow } from '../cases/answers/answers.ts'
import { formSections } from '../cases/answers/fields.ts'
import { choiceWarnings, needsOf } from '../cases/answers/fit.ts'
import type { PremisesSummary } from '../cases/ports.ts'
import { caseHref, premisesCard, type ApplicantReader, type StatusLabel } from '../cases/applicant/labels.ts'
import type { DraftOverview } from './drafts/overview.ts'
import { premisesRows } from './fields.ts'
import { sectionBreadcrumb } from './section-page.ts'
import { sectionLabel } from './tasks-page.ts'
import { dot } from '#shared/texts/facts.ts'

type Group = {
  id: string
  title: string
  rows: AnswerRow[]
  change: string
  changeLabel: string
  status?: StatusLabel
  /** Chosen premises that have warnings. */
  fits?: { code: string; warnings: string[] }[]
}
export type CheckPage = {
  title: string
  breadcrumb: Breadcrumb
  groups: Group[]
  /** Why the draft cannot be submitted yet. The submit button is shown only when it can. */
  obstacle?: string
  unverified?: { text: string; href: string }
  action?: string
  back: string
}
export const renderCheck = view<CheckPage>('applying/check')

type CheckPageInput = {
  draft: DraftOverview
  /** Summaries of the chosen premises, by code. */
  known: Map<string, PremisesSummary>
  documents: StoredDocument[]
  account: { email: string; verified: boolean }
  errors?: FieldErrors
}

export function checkPage(reader: ApplicantReader, { draft, known, documents, account }: CheckPageInput): CheckPage {
  const { t, locale } = reader
  const base = caseHref(locale, draft.application)
  const mayHandIn = draft.ready && account.verified
  return {
    title: t('apply.check.title'),
    breadcrumb: sectionBreadcrumb(reader, draft.application, 'check'),
    groups: groupsOf(reader, { draft, known, documents }),
    ...(draft.ready ? {} : { obstacle: t('apply.check.not-ready') }),
    ...(account.verified ? {} : { unverified: unverifiedOf(reader, account.email, `${base}/check`) }),
    ...(mayHandIn ? { action: `${base}/check` } : {}),
    back: base,
  }
}

const unverifiedOf = ({ t, locale }: ApplicantReader, email: string, here: string) => ({
  text: t('apply.check.verify-email', { email }),
  href: withNextPath(pathTo(locale, '/account'), here),
})

type Shown = Pick<CheckPageInput, 'draft' | 'known' | 'documents'>

function groupsOf(reader: ApplicantReader, { draft, known, documents }: Shown): Group[] {
  const { t, locale } = reader
  const { application, statuses } = draft
  const base = caseHref(locale, application)
  const answers = new Map(
    answersInWords(t, locale, application.answers).map(({ section, rows }) => [
      section as string,
      rows.flatMap(row => (row.name === 'premises' ? choiceRows(reader, row, draft.application, known) : row)),
    ]),
  )
  return formSections.map(section => {
    const title = t(`apply.section.${section}`)
    return {
      id: section,
      title,
      rows: answers.get(section) ?? documentRows(reader, documents),
      change: `${base}/${section}`,
      changeLabel: t('apply.check.change-section', { section: title }),
      ...(section === 'choice' ? { fits: warningsByChoice(reader, application, known) } : {}),
      ...(statuses[section] === 'done' ? {} : { status: sectionLabel(statuses[section], reader) }),
    }
  })
}

/** Returns one row for each chosen premises. Returns the question with "no answer" when none is chosen. */
function choiceRows(
  reader: ApplicantReader,
  row: AnswerRow,
  { answers }: Application,
  summaries: Shown['known'],
): AnswerRow[] {
  const rows = [answers.choice?.premises ?? []]
    .flat()
    .filter(Boolean)
    .map((code, index) => ({
      name: premisesRow(index),
      label: reader.t(`apply.premises.${premisesRows[index] ?? 'third'}`),
      value: [code, premisesCard(code, summaries.get(code), reader).text].filter(Boolean).join(dot),
    }))
  return rows.length > 0 ? rows : [row]
}

function warningsByChoice(reader: ApplicantReader, { premises, answers }: Application, summaries: Shown['known']) {
  const needs = needsOf(answers)
  return premises
    .map(code => ({ code, standing: summaries.get(code) }))
    .map(({ code, standing }) => ({ code, warnings: standing ? choiceWarnings(reader, needs, standing) : [] }))
    .filter(({ warnings }) => warnings.length > 0)
}

const documentRows = ({ t }: ApplicantReader, documents: StoredDocument[]): AnswerRow[] =>
  documents.map(({ _id, kind, name }) => ({ name: _id.toHexString(), label: t(`document.kind.${kind}`), value: name }))
