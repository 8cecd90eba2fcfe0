import { trusted } from 'mongoose'
import { type Application, ApplicationModel } from '#models/cases/application.ts'
import { forbidden } from '#shared/errors.ts'
import type { Reach } from '../accounts/scope.ts'
import { readFor } from './change.ts'
import { declares, interestOf } from './review/interest.ts'
import { sinceWhen } from './status/status-text.ts'
import { stageOf } from './status/stage.ts'
import type { Actor } from './states.ts'

export type Closed = 'case.closed.conflict' | 'case.closed.undeclared'

/**
 * Returns why the content of a case is closed to a colleague; null when it is open (ADR 68). Content is everything that the
 * applicant, the public and colleagues have written about the case: all that `sealed` removes.
 */
export function closedTo(application: Pick<Application, 'events'>, { id, kind }: Actor): Closed | null {
  const interest = interestOf(application, id)
  if (interest === 'conflict') return 'case.closed.conflict'
  return interest === 'undeclared' && declares.includes(kind) ? 'case.closed.undeclared' : null
}

/** `since`: when the present stage began, which cannot be told from a sealed case. */
type ReadCase = { application: Application; closed: Closed | null; since: Date }

/** Reads a case for a colleague: in full, or sealed where its content is closed to them. Throws "not found" for a draft. */
export async function readCase(id: string, actor: Actor): Promise<ReadCase> {
  const application = await readFor(id, actor)
  const closed = closedTo(application, actor)
  const since = sinceWhen(application, stageOf(application))
  return { application: closed ? sealed(application) : application, closed, since }
}

type Lined = Pick<Application, '_id' | 'events'>
/** Fields that a list shows of a case whose content is closed to its reader. */
type SeenOf<T> = Pick<T, Extract<keyof T, (typeof seen)[number]>>
export type ReadLine<T extends Lined> = { closed: null; line: T } | { closed: Closed; line: SeenOf<T> }

/** Returns what a list reads of a case, without its content where that is closed to this colleague. */
export function lineFor<T extends Lined>(line: T, actor: Actor): ReadLine<T> {
  const closed = closedTo(line, actor)
  if (!closed) return { closed, line }
  const open = seen.filter(field => field in line).map(field => [field, line[field as keyof T]])
  return { closed, line: Object.fromEntries(open) as SeenOf<T> }
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

export function contentOf() {
  /** Reads the whole case. Throws `forbidden` with the reason when its content is closed to this colleague. */
  async function content(id: string, actor: Actor): Promise<Application> {
    const { application, closed } = await readCase(id, actor)
    if (closed) throw forbidden(closed, { facts: { id } })
    return application
  }

  /** Throws like `content`. Used for parts of a case that are stored elsewhere, such as documents and letters. */
  async function requireContent(id: string, actor: Actor): Promise<void> {
    await content(id, actor)
  }

  /** Reads the case of a tenancy for the staff who manage tenancies. Before the handover it throws like `content`. */
  async function forStaff(id: string, actor: Actor): Promise<Application> {
    const application = await readFor(id, actor)
    return application.handedOverOn ? application : content(id, actor)
  }

  return { content, requireContent, forStaff }
}

/** Fields that say whose case it is, for which premises and how far it is. Any other field, also a new one, is content. */
const seen = [
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
function sealed(was: Application): Application {
  const { offer, interview, assessments, events } = was
  return {
    ...(Object.fromEntries(seen.map(field => [field, was[field]])) as Pick<Application, (typeof seen)[number]>),
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
    ...(offer ? { offer: termsOf(offer) } : {}),
    ...(interview ? { interview: wordless(interview) } : {}),
  }
}

/** Keeps when an interview is and its state, without texts. */
const wordless = ({ cancelled, ...interview }: NonNullable<Application['interview']>) => ({
  ...{ ...interview, place: '', note: '', outcome: null, wishes: [] },
  ...(cancelled ? { cancelled: { at: cancelled.at, reason: '' } } : {}),
})

/** Keeps the premises, the deadline and the conditions without their texts. */
function termsOf({ acceptance, ...terms }: NonNullable<Application['offer']>): NonNullable<Application['offer']> {
  if (!acceptance) return terms
  const conditions = acceptance.conditions.map(({ _id, kind, dueOn, state }) => ({ _id, kind, dueOn, state }))
  return { ...terms, acceptance: { at: acceptance.at, conditions } }
}
