import { answerSections, type Application } from '#models/cases/application.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { conflict } from '#shared/errors.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'
import { applyChange, readCaseFor, staleConflict } from '#features/cases/change.ts'
import type { FieldComplaints } from '#features/cases/answers/answers.ts'
import { missingDocuments } from '#features/cases/answers/required-documents.ts'
import type { Deps, StoredDocument } from '#features/cases/ports.ts'
import { dueAfter } from '#features/cases/status/due.ts'
import { nextReference } from '#features/cases/reference.ts'
import { readSettled } from '#features/cases/documents/settling.ts'
import { findComplaints, type AnswerDeps } from '#features/cases/answers/save-section.ts'
import { nameIn, snapshotOf } from '#features/cases/answers/snapshot.ts'
import type { Staffing } from '#features/cases/review/staffing.ts'

export type SubmitRefusal = 'not-a-draft' | 'answers-missing' | 'documents-missing' | 'email-not-verified'
type SubmitFacts = {
  application: Application
  complaints: readonly FieldComplaints[]
  documents: readonly StoredDocument[]
  verified: boolean
  today: CityDay
}

/** Checks whether this draft may be submitted. Pure. */
function canSubmit({ application, complaints, documents, verified, today }: SubmitFacts): Verdict<SubmitRefusal> {
  if (application.state !== 'draft') return no('not-a-draft')
  if (complaints.some(section => Object.keys(section).length > 0)) return no('answers-missing')
  if (missingDocuments(application.answers, documents, today).length > 0) return no('documents-missing')
  return verified ? yes : no('email-not-verified')
}

const maxAttempts = 3

export type SubmitDeps = AnswerDeps &
  Pick<Deps, 'accounts' | 'documents' | 'pictures'> & { beginHandling: () => Promise<Staffing> }

/**
 * Submits a draft: assigns its reference and freezes its answers. Idempotent: when sent twice, both calls return the same
 * application and reference. Throws `application.<reason>` when something is missing.
 */
export async function submitDraft(deps: SubmitDeps, id: string, applicantId: string): Promise<Application> {
  const read = () => readCaseFor(id, { kind: 'applicant', id: applicantId })
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const application = await readSettled(deps, read)
    if (application.reference) return application
    const submitted = await submitOnce(deps, application, applicantId)
    if (submitted) return submitted
  }
  throw staleConflict(await read())
}

/** Returns null when the draft changed while it was being checked, because the checked answers are then not the stored ones. */
async function submitOnce(
  deps: SubmitDeps,
  application: Application,
  applicantId: string,
): Promise<Application | null> {
  const { clock, accounts, documents, programme, beginHandling } = deps
  const now = clock.now()
  const [about, present, contact] = await Promise.all([
    Promise.all(answerSections.map(section => findComplaints(deps, section, application.answers[section]))),
    documents.list(application._id.toHexString()),
    accounts.people.contactOf(applicantId),
  ])
  const { verified } = contact
  const verdict = canSubmit({ application, complaints: about, documents: present, verified, today: cityDayOf(now) })
  if (!verdict.ok) throw conflict(`application.${verdict.reason}`, { facts: { id: application._id.toHexString() } })

  const reference = await nextReference(now)
  const { set, also } = await beginHandling()
  return applyChange({
    was: application,
    to: 'submitted',
    actor: { kind: 'applicant', id: applicantId, name: contact.name },
    at: now,
    set: {
      reference,
      submittedAt: now,
      applicantName: nameIn(application),
      snapshot: snapshotOf(application, present, now),
      ...dueAfter('draft', 'submitted', { now, settings: await programme.settings() }),
      ...set,
    },
    also,
    effects: [{ kind: 'mail', facts: { template: 'application-submitted' } }],
  })
}
