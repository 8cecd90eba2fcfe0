import { trusted, type QueryFilter } from 'mongoose'
import {
  ApplicationModel,
  type AnswerSection,
  type Application,
  type ApplicationState,
  type SectionAnswers,
} from '#models/cases/application.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { conflict } from '#shared/errors.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { canonicalCode } from '#shared/texts/codes.ts'
import { readCaseFor } from '../change.ts'
import type { Deps, PremisesSummary } from '../ports.ts'
import { isAwaited, itemOfSection } from '../requests/items.ts'
import { complaintsAbout, premisesRow, type FieldComplaints } from './answers.ts'
import { canChoose } from './fit.ts'
import { differences } from './differences.ts'
import type { FormContext } from './schemas.ts'

type OwnedDraft = { id: string; applicantId: string }
export type SectionSaved = {
  /** Application as it is stored now. */
  application: Application
  complaints: FieldComplaints
  /** True when nothing was written because another tab saved other answers first. */
  overtaken: boolean
}

/** Checks whether documents can be changed now. Which of them is decided in requests/items.ts. */
export const isOpenForDocuments = (application: Application, now: Date): boolean =>
  application.state === 'draft' || isAwaited(application, now)

export type AnswerDeps = Pick<Deps, 'clock' | 'premises' | 'programme'>

/**
 * Saves a section as typed, valid or not, and returns its complaints. `seen` is the revision of the section from which the
 * form was made. When other answers have been saved since, nothing is written and `overtaken` is true. A form without a
 * revision is always saved. Throws a conflict once the application is submitted, unless an information request asks for
 * this section.
 */
export async function saveSection(
  deps: AnswerDeps,
  owned: OwnedDraft,
  section: AnswerSection,
  { answers, seen = null }: { answers: SectionAnswers; seen?: number | null },
): Promise<SectionSaved> {
  const at = deps.clock.now()
  const { state } = await readOpenFor(owned, section, at)
  const application = await writeSection({ ...owned, section, answers, seen, at, state })
  const about = (saved: Application) => findComplaints(deps, section, answers, submittedCodes(saved))
  if (application) return { application, complaints: await about(application), overtaken: false }
  const current = await readOpenFor(owned, section, at)
  // The same form sent twice (double click, reload) is not a conflict.
  const overtaken = differences(section, answers, current.answers[section]).length > 0
  return { application: current, complaints: overtaken ? {} : await about(current), overtaken }
}

/**
 * Returns the complaints about a section, including the premises it names: a valid code may belong to no premises, or to
 * one that is closed for applications. Codes in `submitted` may be closed by now.
 */
export async function findComplaints(
  deps: AnswerDeps,
  section: AnswerSection,
  answers: SectionAnswers | undefined,
  submitted: readonly string[] = [],
): Promise<FieldComplaints> {
  const found = complaintsAbout(section, answers, await formContext(deps))
  if (section !== 'choice' || !answers) return found
  const rows = rowsOf(answers)
  const summaries = await deps.premises.summaries.several(rows)
  const wrong: FieldComplaints = {}
  for (const [row, code] of rows.entries()) {
    const key = choiceComplaint(summaries.get(code), submitted.includes(code))
    if (code !== '' && key) wrong[premisesRow(row)] = key
  }
  // Keeps the order of the form, in which the choice comes first.
  return { ...wrong, ...found }
}

/** Returns what answers are checked against today. */
async function formContext({ clock, programme }: Omit<AnswerDeps, 'premises'>): Promise<FormContext> {
  const { citizenships } = await programme.settings()
  return { today: cityDayOf(clock.now()), citizenships }
}

type Write = OwnedDraft & {
  section: AnswerSection
  answers: SectionAnswers
  seen: number | null
  at: Date
  state: ApplicationState
}

/** Returns null when the application is closed for changes, or the section was saved since. */
const writeSection = ({ id, applicantId, section, answers, seen, at, state }: Write): Promise<Application | null> =>
  ApplicationModel.findOneAndUpdate(
    {
      _id: id,
      applicant: applicantId,
      ...openFilter(state, at),
      ...requestedFilter(state, section),
      ...revisionFilter(section, seen),
    },
    {
      $set: {
        [`answers.${section}`]: answers,
        [`savedAt.${section}`]: at,
        updatedAt: at,
        // The submitted choice stays valid until the answer to the request is handed in.
        ...(section === 'choice' && state === 'draft' ? { premises: codesOf(answers) } : {}),
      },
      $inc: { revision: 1, [`sectionRevision.${section}`]: 1 },
    },
    { returnDocument: 'after', timestamps: false },
  ).lean<Application>()

const readOwn = ({ id, applicantId }: OwnedDraft) => readCaseFor(id, { kind: 'applicant', id: applicantId })
/** Returns the conflict to throw when an application is closed for changes. */
export const closedForChanges = ({ _id, state }: Application) =>
  conflict(state === 'information_requested' ? 'request.over' : 'application.not-a-draft', {
    facts: { id: _id.toHexString() },
  })

/** Reads an application open for changes. Throws "not found" for another applicant's, a conflict for a closed one. */
async function readOpenFor(owned: OwnedDraft, section: AnswerSection, now: Date): Promise<Application> {
  const application = await readOwn(owned)
  if (application.state === 'draft') return application
  if (!isAwaited(application, now)) throw closedForChanges(application)
  if (!itemOfSection(application.request, section))
    throw conflict('request.section-closed', { facts: { id: owned.id } })
  return application
}

const requestedFilter = (state: ApplicationState, section: AnswerSection): QueryFilter<Application> =>
  state === 'draft' ? {} : { 'request.items.id': `section-${section}` }

/** Returns the filter for the write: the state in which the application was read, and a deadline that has not passed. */
function openFilter(state: ApplicationState, now: Date): QueryFilter<Application> {
  if (state === 'draft') return { state }
  return { state: 'information_requested', answerBy: trusted({ $gte: now }) }
}

/** Returns the filter on the revision of a section. A section that was never saved has no revision yet. */
const revisionFilter = (section: AnswerSection, readRevision: number | null): QueryFilter<Application> =>
  readRevision === null
    ? {}
    : { [`sectionRevision.${section}`]: readRevision === 0 ? trusted({ $in: [0, null] }) : readRevision }

/** Returns the codes of the submitted choice; empty before submission. */
export const submittedCodes = ({ snapshot }: Application): readonly string[] =>
  snapshot ? codesOf(snapshot.answers.choice ?? {}) : []

function choiceComplaint(summary: PremisesSummary | undefined, submitted: boolean): MessageKey | null {
  if (!summary) return 'apply.error.premises-unknown'
  return canChoose(summary) || submitted ? null : 'apply.error.premises-closed'
}

const rowsOf = ({ premises: input }: SectionAnswers): string[] =>
  Array.isArray(input) ? input.map(code => code.trim().toUpperCase()) : []

/** Returns the valid codes among the typed ones, in order, at most three. */
export function codesOf(answers: SectionAnswers): string[] {
  const codes = rowsOf(answers).flatMap(input => canonicalCode(input) ?? [])
  return [...new Set(codes)].slice(0, 3)
}
