import { createHash } from 'node:crypto'
import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { ObjectionModel, type Objection } from '#models/deciding/objection.ts'
import { AppError, conflict, notFound } from '#shared/errors.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { applyChange } from '#features/cases/change.ts'
import type { Grounds } from '#features/cases/notice/decision-reasons.ts'
import { dueAfterObjection } from '#features/cases/status/due.ts'
import type { Deps } from '#features/cases/ports.ts'

/** Maximum number of objections to one case. */
const maxObjections = 200
const maxAttempts = 5

/**
 * What the public reads about a decision: the application, the premises and its use, the applicant as the name of a company
 * or the initials of a person, the dates, the score, the reasons, and where to complain. People must be able to recognise
 * the case that concerns them, to judge the decision and to object to it. A full name or a citizenship is not needed for
 * that.
 */
export type ShownNotice = {
  reference: string
  premises: string
  useClass: string
  applicant: string
  from: Date
  until: Date
  /** Mean of all scores, 0 to 5; null where there are none. */
  score: number | null
  grounds: Grounds
  /** The office's e-mail address. */
  office: string
}
export type NewObjection = Pick<Objection, 'name' | 'contact' | 'text'> & { locale: Locale }

type NoticeDeps = Pick<Deps, 'clock' | 'office'>
type RaisingDeps = Pick<Deps, 'clock' | 'allows' | 'programme'>

const fields = {
  reference: 1,
  applicantName: 1,
  notice: 1,
  score: 1,
  events: 1,
  'snapshot.answers.company.companyName': 1,
  'snapshot.answers.company.vehicle': 1,
  'snapshot.answers.plan.useClass': 1,
} as const

/** Returns the filter of the decisions that can be objected to now. */
const announcedNow = ({ clock }: Pick<Deps, 'clock'>) => ({
  state: 'public_notice' as const,
  'notice.until': trusted({ $gte: clock.now() }),
})

/** Returns the decisions that can be objected to today, the first to end first. */
export async function listNotices(deps: NoticeDeps): Promise<ShownNotice[]> {
  const found = await ApplicationModel.find(announcedNow(deps), fields)
    .sort({ 'notice.until': 1 })
    .limit(200)
    .lean<Application[]>()
  const where = await deps.office()
  return found.flatMap(one => toShownNotice(one, where))
}

/** Returns an announced decision. Throws "not found" when it is not, or no longer, announced. */
export async function getNotice(deps: NoticeDeps, reference: string): Promise<ShownNotice> {
  const found = await ApplicationModel.findOne({ ...announcedNow(deps), reference }, fields).lean<Application>()
  const [notice] = found ? toShownNotice(found, await deps.office()) : []
  if (!notice) throw notFound()
  return notice
}

/**
 * Stores an objection, which makes the case wait for an officer. Throws `too-many` when `address` has reached its limit,
 * `notice.over` when the notice has ended, and "not found" for what was never announced.
 */
export async function raiseObjection(
  deps: RaisingDeps,
  reference: string,
  objection: NewObjection,
  address: string,
): Promise<void> {
  await requireOpenNotice(deps, reference)
  if (!(await deps.allows('objections-address', address))) throw new AppError('too-many', 'error.too-many')
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const was = await ApplicationModel.findOne({ ...announcedNow(deps), reference }).lean<Application>()
    if (!was) throw conflict('notice.over', { facts: { reference } })
    if (await record(deps, was, objection)) return
  }
  throw conflict('error.stale')
}

/** Throws `notice.over` when the notice has ended, and "not found" for what was never announced. */
export async function requireOpenNotice(deps: Pick<Deps, 'clock'>, reference: string): Promise<void> {
  if (await ApplicationModel.exists({ ...announcedNow(deps), reference })) return
  const announced = await ApplicationModel.exists({ reference, 'events.to': 'public_notice' })
  throw announced ? conflict('notice.over', { facts: { reference } }) : notFound()
}

/** Stores the objection first and then its id in the case, by one write that only an open notice accepts. */
async function record({ clock, programme }: RaisingDeps, was: Application, objection: NewObjection): Promise<boolean> {
  const existing = was.objections ?? []
  if (existing.length >= maxObjections) throw new AppError('too-many', 'error.too-many')
  const now = clock.now()
  const id = await storeObjection(was, objection, now)
  if (existing.includes(id)) return true
  const due = dueAfterObjection(was, { now, settings: await programme.settings() })
  const changed = await applyChange({
    was,
    kind: 'objected',
    actor: { kind: 'system' },
    at: now,
    set: { objections: [...existing, id], ...due },
  })
  return changed !== null
}

/** Returns the objections to a case, the oldest first, for the staff. */
export const objectionsTo = (application: string): Promise<Objection[]> =>
  ObjectionModel.find({ application }).sort({ at: 1 }).limit(maxObjections).lean<Objection[]>()

async function storeObjection({ _id: application }: Application, objection: NewObjection, at: Date): Promise<string> {
  const digest = createHash('sha256')
    .update(JSON.stringify([application, objection.name, objection.contact, objection.text]))
    .digest('hex')
  const entry = { ...objection, application, at }
  const record = await ObjectionModel.findOneAndUpdate(
    { digest },
    { $setOnInsert: entry },
    { upsert: true, returnDocument: 'after' },
  ).lean<Objection>()
  return record._id.toHexString()
}

function toShownNotice(application: Application, office: string): ShownNotice[] {
  const { notice, reference, snapshot } = application
  if (!notice || !reference) return []
  const useClass = snapshot?.answers.plan?.useClass
  return [
    {
      reference,
      premises: notice.premises,
      from: notice.from,
      until: notice.until,
      useClass: typeof useClass === 'string' ? useClass : '',
      applicant: publicName(application),
      ...basisOf(application),
      office,
    },
  ]
}

/**
 * Returns the basis of the decision. Reasons in words from before notices showed them were meant for the applicant only, and
 * are left out.
 */
function basisOf({ events, score }: Application): Pick<ShownNotice, 'score' | 'grounds'> {
  const decision = events.findLast(({ to }) => to === 'public_notice')
  const { reasonCodes, reason, record } = decision ?? {}
  return {
    score: record?.score ?? score ?? null,
    grounds: { ...(reasonCodes ? { reasonCodes } : {}), ...(record && reason ? { reason } : {}) },
  }
}

/** Returns the public name: a company's name; the initials of a person, or of somebody yet to found a company. */
export function publicName({ applicantName, snapshot }: Pick<Application, 'applicantName' | 'snapshot'>): string {
  const { vehicle, companyName } = snapshot?.answers.company ?? {}
  const isCompany = vehicle !== 'individual' && vehicle !== 'chinese_company_to_be_founded'
  if (isCompany && typeof companyName === 'string' && companyName.trim()) return companyName.trim()
  const names = (applicantName ?? '').split(/\s+/).filter(Boolean)
  return names.map(word => `${String.fromCodePoint(word.codePointAt(0) ?? 0)}.`).join(' ')
}
