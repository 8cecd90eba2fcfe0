import { answerSections, type Application } from '#models/cases/application.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { sectionStatus, type FieldComplaints, type SectionStatus } from '#features/cases/answers/answers.ts'
import type { FormSection } from '#features/cases/answers/fields.ts'
import type { DocumentKind } from '#models/documents/document.ts'
import { missingDocuments, requiredDocuments } from '#features/cases/answers/required-documents.ts'
import { paperDay } from '#features/cases/papers/paper-table.ts'
import { lastDayOf } from '#features/cases/own/draft-retention.ts'
import type { Deps, StoredDocument } from '#features/cases/ports.ts'
import { readCaseFor } from '#features/cases/change.ts'
import { findComplaints, type AnswerDeps } from '#features/cases/answers/save-section.ts'

/** Progress of a draft, section by section. */
export type DraftOverview = {
  application: Application
  statuses: Record<FormSection, SectionStatus>
  /** Missing or wrong answers of each section, by question name; for documents, by kind. */
  open: Record<FormSection, string[]>
  /** Documents that the answers require, and whether each is there. */
  needed: { kind: DocumentKind; there: boolean }[]
  /** Whether everything required for submitting has been done. */
  ready: boolean
  /** Last day on which the draft is kept if nobody changes it. */
  keptUntil: CityDay
}

type OverviewDeps = AnswerDeps & Pick<Deps, 'documents'>

/** Returns the progress of a draft of this applicant. Throws "not found" for any other. */
export async function findOverview(deps: OverviewDeps, id: string, applicantId: string): Promise<DraftOverview> {
  const application = await readCaseFor(id, { kind: 'applicant', id: applicantId })
  const [present, settings, about] = await Promise.all([
    deps.documents.list(id),
    deps.programme.settings(),
    Promise.all(answerSections.map(section => findComplaints(deps, section, application.answers[section]))),
  ])
  const day = paperDay(application, deps.clock.now())
  const missing = missingDocuments(application.answers, present, day)
  const statuses = {
    ...statusesOf(application, about),
    documents: documentsStatus(present, missing),
  }
  return {
    application,
    statuses,
    open: { ...openOf(about), documents: missing },
    needed: requiredDocuments(application.answers, day).map(kind => ({ kind, there: !missing.includes(kind) })),
    ready: Object.values(statuses).every(status => status === 'done'),
    keptUntil: lastDayOf(application, settings.draftDays),
  }
}

/** Returns, by id, the last day on which each draft among these is kept if nobody changes it. */
export async function findLastDays(
  { programme }: Pick<Deps, 'programme'>,
  applications: readonly Application[],
): Promise<Map<string, CityDay>> {
  const { draftDays } = await programme.settings()
  const drafts = applications.filter(({ state }) => state === 'draft')
  return new Map(drafts.map(draft => [draft._id.toHexString(), lastDayOf(draft, draftDays)]))
}

function statusesOf({ savedAt }: Application, about: FieldComplaints[]): Omit<DraftOverview['statuses'], 'documents'> {
  const entries = answerSections.map((section, index) => [
    section,
    sectionStatus(savedAt[section] !== undefined, about[index] ?? {}),
  ])
  return Object.fromEntries(entries) as Omit<DraftOverview['statuses'], 'documents'>
}

function openOf(about: FieldComplaints[]): Omit<DraftOverview['open'], 'documents'> {
  const entries = answerSections.map((section, index) => [section, Object.keys(about[index] ?? {})])
  return Object.fromEntries(entries) as Omit<DraftOverview['open'], 'documents'>
}

function documentsStatus(present: readonly StoredDocument[], missing: readonly DocumentKind[]): SectionStatus {
  if (present.length === 0) return 'not_started'
  return missing.length === 0 ? 'done' : 'in_progress'
}
