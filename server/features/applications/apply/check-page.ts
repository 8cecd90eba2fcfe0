import type { StoredDocument } from '../../../../models/document.ts'
import type { FieldErrors } from '../../../web/forms.ts'
import { view } from '../../../web/view.ts'
import { answersInWords, type AnswerRow } from '../answers-in-words.ts'
import { formSections } from '../form/fields.ts'
import type { DraftOverview } from '../overview.ts'
import { sectionTrail } from './section-page.ts'
import { sectionLabel } from './tasks-page.ts'
import { caseHref, type Reader, type StatusLabel } from './words.ts'

type Group = { id: string; title: string; rows: AnswerRow[]; change: string; changeLabel: string; status?: StatusLabel }
export type CheckPage = {
  title: string
  breadcrumb: { label: string; href?: string }[]
  groups: Group[]
  /** Why it cannot be submitted yet; the button is there only when it can. */
  obstacle?: string
  unverified?: { text: string; href: string }
  action?: string
  back: string
}
export const renderCheck = view<CheckPage>('applications/apply/check')

type Checked = {
  draft: DraftOverview
  documents: StoredDocument[]
  account: { email: string; verified: boolean }
  errors?: FieldErrors
}

export function checkPage(reader: Reader, { draft, documents, account }: Checked): CheckPage {
  const { t, locale } = reader
  const base = caseHref(locale, draft.application)
  const mayHandIn = draft.ready && account.verified
  return {
    title: t('apply.check.title'),
    breadcrumb: sectionTrail(reader, draft.application, 'check'),
    groups: groupsOf(reader, draft, documents),
    ...(draft.ready ? {} : { obstacle: t('apply.check.not-ready') }),
    ...(account.verified ? {} : { unverified: unverifiedOf(reader, account.email) }),
    ...(mayHandIn ? { action: `${base}/check` } : {}),
    back: base,
  }
}

const unverifiedOf = ({ t, locale }: Reader, email: string) => ({
  text: t('apply.check.verify-email', { email }),
  href: `/${locale}/account`,
})

function groupsOf(reader: Reader, { application, statuses }: DraftOverview, documents: StoredDocument[]): Group[] {
  const { t, locale } = reader
  const base = caseHref(locale, application)
  const answers = new Map(
    answersInWords(t, locale, application.answers).map(({ section, rows }) => [section as string, rows]),
  )
  return formSections.map(section => {
    const title = t(`apply.section.${section}`)
    return {
      id: section,
      title,
      rows: answers.get(section) ?? documentRows(reader, documents),
      change: `${base}/${section}`,
      changeLabel: t('apply.check.change-section', { section: title }),
      ...(statuses[section] === 'done' ? {} : { status: sectionLabel(statuses[section], reader) }),
    }
  })
}

const documentRows = ({ t }: Reader, documents: StoredDocument[]): AnswerRow[] =>
  documents.map(({ _id, kind, name }) => ({ name: _id.toHexString(), label: t(`document.kind.${kind}`), value: name }))
