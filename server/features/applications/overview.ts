import { answerSections, type Application } from '../../../models/application.ts'
import type { CityDay } from '../../shared/city-day.ts'
import { cityDayOf } from '../../shared/city-day.ts'
import { deadlineOf } from './change.ts'
import { sectionStatus, type FieldComplaints, type SectionStatus } from './form/answers.ts'
import type { FormSection } from './form/fields.ts'
import { missingDocuments, type RequiredDocument } from './form/required-documents.ts'
import type { Deps, PremisesStanding, StoredDocument } from './ports.ts'
import { readFor } from './change.ts'
import type { savingOf } from './save-section.ts'

/** How far a draft is, section by section. */
export type DraftOverview = {
  application: Application
  statuses: Record<FormSection, SectionStatus>
  missingDocuments: RequiredDocument[]
  /** All that has to be done before it can be submitted has been done. */
  ready: boolean
  /** The last day on which it is kept when nobody changes it. */
  keptUntil: CityDay
}

type OverviewDeps = Pick<Deps, 'clock' | 'documents' | 'premises' | 'programme'> &
  Pick<ReturnType<typeof savingOf>, 'complaints'>

export function overviewOf({ clock, documents, premises, programme, complaints }: OverviewDeps) {
  async function draftOverview(id: string, applicantId: string): Promise<DraftOverview> {
    const application = await readFor(id, { kind: 'applicant', id: applicantId })
    const [present, settings, about] = await Promise.all([
      documents.list(id),
      programme.settings(),
      Promise.all(answerSections.map(section => complaints(section, application.answers[section]))),
    ])
    const missing = missingDocuments(application.answers, present)
    const statuses = {
      ...statusesOf(application, about),
      documents: documentsStatus(present, missing),
    }
    return {
      application,
      statuses,
      missingDocuments: missing,
      ready: Object.values(statuses).every(status => status === 'done'),
      keptUntil: cityDayOf(deadlineOf({ ...application, state: 'draft' }, settings) ?? clock.now()),
    }
  }

  /** What is known of the premises of an application, by code. */
  async function premisesOf(codes: readonly string[]): Promise<Map<string, PremisesStanding>> {
    const standings = await Promise.all(codes.map(code => premises.standing(code)))
    return new Map(standings.filter(standing => standing !== null).map(standing => [standing.code, standing]))
  }

  return { draftOverview, premisesOf, now: () => clock.now() }
}

function statusesOf({ savedAt }: Application, about: FieldComplaints[]): Omit<DraftOverview['statuses'], 'documents'> {
  const entries = answerSections.map((section, index) => [
    section,
    sectionStatus(savedAt[section] !== undefined, about[index] ?? {}),
  ])
  return Object.fromEntries(entries) as Omit<DraftOverview['statuses'], 'documents'>
}

function documentsStatus(present: readonly StoredDocument[], missing: readonly RequiredDocument[]): SectionStatus {
  if (present.length === 0) return 'not_started'
  return missing.length === 0 ? 'done' : 'in_progress'
}
