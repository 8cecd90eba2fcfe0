import { trusted } from 'mongoose'
import { type Application, ApplicationModel } from '#models/cases/application.ts'
import type { HandoverRecord } from '#models/cases/parts/handover-record.ts'
import { forbidden } from '#shared/errors.ts'
import type { Reach } from '../accounts/scope.ts'
import { readCaseFor } from './change.ts'
import { declaringRoles, interestOf } from './review/interest.ts'
import { stageStartedAt } from './status/status-text.ts'
import { stageOf } from './status/stage.ts'
import type { Actor } from './states.ts'

export type ClosedReason = 'case.closed.conflict' | 'case.closed.undeclared'

/**
 * Returns why the content of a case is closed to a colleague; null when it is open (ADR 68). Content is everything that the
 * applicant, the public and colleagues have written about the case: all that `withoutContent` removes.
 */
export function reasonClosedTo(application: Pick<Application, 'events'>, { id, kind }: Actor): ClosedReason | null {
  const interest = interestOf(application, id)
  if (interest === 'conflict') return 'case.closed.conflict'
  return interest === 'undeclared' && declaringRoles.includes(kind) ? 'case.closed.undeclared' : null
}

/** `since`: when the present stage began, which cannot be told from a sealed case. */
type ReadCase = { application: Application; closed: ClosedReason | null; since: Date }

/** Reads a case for a colleague: in full, or sealed where its content is closed to them. Throws "not found" for a draft. */
export async function readCase(id: string, actor: Actor): Promise<ReadCase> {
  const application = await readCaseFor(id, actor)
  const closed = reasonClosedTo(application, actor)
  const since = stageStartedAt(application, stageOf(application))
  return { application: closed ? withoutContent(application) : application, closed, since }
}

type ListedCase = Pick<Application, '_id' | 'events'>
/** Fields that a list shows of a case whose content is closed to its reader. */
type VisiblePart<T> = Pick<T, Extract<keyof T, (typeof visibleFields)[number]>>
export type ReadLine<T extends ListedCase> = { closed: null; line: T } | { closed: ClosedReason; line: VisiblePart<T> }

/** Returns what a list reads of a case, without its content where that is closed to this colleague. */
export function visibleLine<T extends ListedCase>(line: T, actor: Actor): ReadLine<T> {
  const closed = reasonClosedTo(line, actor)
  if (!closed) return { closed, line }
  const open = visibleFields.filter(field => field in line).map(field => [field, line[field as keyof T]])
  return { closed, line: Object.fromEntries(open) as VisiblePart<T> }
}

/**
 * Checks whether a colleague with this reach may see what the office keeps about the premises of a case, such as the photos
 * of the handover. It depends on the premises that the case has, or had until its tenancy was over (ADR 54). False when the
 * case does not exist.
 */
export async function isVisibleTo(id: string, { premises }: Reach): Promise<boolean> {
  const own = premises && trusted({ $in: [...premises] })
  const taken = own ? { $or: [{ heldPremises: own }, { 'offer.premises': own }] } : {}
  return (await ApplicationModel.exists({ _id: id, ...taken })) !== null
}

/** Reads the whole case. Throws `forbidden` with the reason when its content is closed to this colleague. */
export async function readContent(id: string, actor: Actor): Promise<Application> {
  const { application, closed } = await readCase(id, actor)
  if (closed) throw forbidden(closed, { facts: { id } })
  return application
}

/** Throws like `readContent`. Used for parts of a case that are stored elsewhere, such as documents and letters. */
export async function requireContent(id: string, actor: Actor): Promise<void> {
  await readContent(id, actor)
}

/** Reads the case of a tenancy for the staff who manage tenancies. Before the handover it throws like `readContent`. */
export async function readForStaff(id: string, actor: Actor): Promise<Application> {
  const application = await readCaseFor(id, actor)
  return application.handedOverOn ? application : readContent(id, actor)
}

/** Returns what was recorded when the keys were given; null before, and for older handovers, which have no record. */
export async function findHandoverRecord(id: string): Promise<HandoverRecord | null> {
  const found = await ApplicationModel.findById(id, { 'offer.acceptance.handover': 1 }).lean<Pick<
    Application,
    'offer'
  > | null>()
  return found?.offer?.acceptance?.handover ?? null
}

/** Returns the rent after the rent-free time that the contract names, per m² and month in fen; null where it names none. */
export async function findAgreedRent(id: string): Promise<number | null> {
  const found = await ApplicationModel.findById(id, { 'offer.terms': 1, 'offer.acceptance.contract': 1 }).lean<Pick<
    Application,
    'offer'
  > | null>()
  const { acceptance, terms } = found?.offer ?? {}
  return (acceptance?.contract?.premises ?? terms)?.marketRentPerSqMMonthFen ?? null
}

/** Fields that say whose case it is, for which premises and how far it is. Any other field, also a new one, is content. */
const visibleFields = [
  ...['_id', 'applicant', 'reference', 'applicantName', 'state', 'stateSince', 'revision', 'createdAt', 'updatedAt'],
  ...['submittedAt', 'startedFor', 'premises', 'heldPremises', 'handedOverOn', 'assignee', 'panel', 'rubric', 'dueOn'],
  ...[
    'returnTo',
    'answerBy',
    'applicantDays',
    'turnFrom',
    'unansweredMessages',
    'waiting',
    'notice',
    'objections',
    'objectionAnswers',
  ],
  ...['applicantLeftAt', 'anonymisedAt', 'documentsErasedAt', 'pendingEffects'],
] as const satisfies readonly (keyof Application)[]

/** Returns a case without its content, so that no page made from it can show any. */
function withoutContent(was: Application): Application {
  const { offer, interview, assessments, events } = was
  return {
    ...(Object.fromEntries(visibleFields.map(field => [field, was[field]])) as Pick<
      Application,
      (typeof visibleFields)[number]
    >),
    answers: {},
    savedAt: {},
    // Shows who has given scores, but not the scores.
    assessments: assessments.map(one => ({ ...one, scores: {}, comments: null, comment: '', reason: null })),
    ...(was.objectionAnswers
      ? {
          objectionAnswers: was.objectionAnswers.map(({ reasonCodes: _said, writing: _wording, ...one }) => ({
            ...one,
            text: '',
          })),
        }
      : {}),
    events: events.map(({ reason, reasonCodes, note, record, writing, ...act }) => act),
    ...(offer ? { offer: offerWithoutTexts(offer) } : {}),
    ...(interview ? { interview: withoutTexts(interview) } : {}),
  }
}

/** Keeps when an interview is and its state, without texts. */
const withoutTexts = ({ cancelled, ...interview }: NonNullable<Application['interview']>) => ({
  ...interview,
  place: '',
  note: '',
  outcome: null,
  wishes: [],
  ...(cancelled ? { cancelled: { at: cancelled.at, reason: '' } } : {}),
})

/** Keeps the premises, the deadline and the conditions without their texts. */
function offerWithoutTexts({
  acceptance,
  ...terms
}: NonNullable<Application['offer']>): NonNullable<Application['offer']> {
  if (!acceptance) return terms
  const conditions = acceptance.conditions.map(({ _id, kind, dueOn, state, handedInAt }) => ({
    _id,
    kind,
    dueOn,
    state,
    ...(handedInAt ? { handedInAt } : {}),
  }))
  const { at, signBy, scanSentAt } = acceptance
  return {
    ...terms,
    acceptance: { at, conditions, ...(signBy ? { signBy } : {}), ...(scanSentAt ? { scanSentAt } : {}) },
  }
}
