import { createHash } from 'node:crypto'
import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '../../../../models/application.ts'
import { ObjectionModel, type Objection } from '../../../../models/objection.ts'
import { AppError, conflict, notFound } from '../../../shared/errors.ts'
import { applyChange } from '../change.ts'
import type { Deps } from '../ports.ts'

/** More than this no case needs to be looked at again. */
const mostObjections = 200
const attempts = 5

/**
 * What the public reads of a decision: which application, which premises, what for, until when; and for whom, as the name
 * of a company or the initials of a person. People must be able to recognise the case that concerns them, and to say what
 * they have against it; a full name, a citizenship, scores or reasons are not needed for that.
 */
export type ShownNotice = {
  reference: string
  premises: string
  useClass: string
  applicant: string
  from: Date
  until: Date
}
export type NewObjection = Pick<Objection, 'name' | 'contact' | 'text'>

const fields = {
  reference: 1,
  applicantName: 1,
  notice: 1,
  'snapshot.answers.company.companyName': 1,
  'snapshot.answers.company.vehicle': 1,
  'snapshot.answers.plan.useClass': 1,
} as const

export function noticesOf({ clock, allows }: Pick<Deps, 'clock' | 'allows'>) {
  const open = () => ({ state: 'public_notice' as const, 'notice.until': trusted({ $gte: clock.now() }) })

  /** Decisions that can be objected to today, the first to end first. */
  async function publicNotices(): Promise<ShownNotice[]> {
    const found = await ApplicationModel.find(open(), fields)
      .sort({ 'notice.until': 1 })
      .limit(200)
      .lean<Application[]>()
    return found.flatMap(shown)
  }

  /** Throws "not found" for what is not, or no longer, announced. */
  async function publicNotice(reference: string): Promise<ShownNotice> {
    const found = await ApplicationModel.findOne({ ...open(), reference }, fields).lean<Application>()
    const [notice] = found ? shown(found) : []
    if (!notice) throw notFound()
    return notice
  }

  /**
   * Keeps what somebody has against a decision, and makes the case wait for an officer. Throws `too-many` when `address`
   * has had its share, "not found" when the notice is over.
   */
  async function object(reference: string, objection: NewObjection, address: string): Promise<void> {
    await publicNotice(reference)
    if (!(await allows('objections-address', address))) throw new AppError('too-many', 'error.too-many')
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const was = await ApplicationModel.findOne({ ...open(), reference }).lean<Application>()
      if (!was) throw notFound()
      if (await record(was, objection)) return
    }
    throw conflict('error.stale')
  }

  /** The record first, then the case that names it: one write, which only an open notice takes. */
  async function record(was: Application, objection: NewObjection): Promise<boolean> {
    const known = was.objections ?? []
    if (known.length >= mostObjections) throw new AppError('too-many', 'error.too-many')
    const id = await kept(was, objection, clock.now())
    if (known.includes(id)) return true
    const changed = await applyChange({
      was,
      kind: 'objected',
      actor: { kind: 'system' },
      at: clock.now(),
      set: { objections: [...known, id] },
    })
    return changed !== null
  }

  /** For the staff of the case, oldest first. */
  const objectionsTo = (application: string): Promise<Objection[]> =>
    ObjectionModel.find({ application }).sort({ at: 1 }).limit(mostObjections).lean<Objection[]>()

  return { publicNotices, publicNotice, object, objectionsTo }
}

async function kept({ _id: application }: Application, objection: NewObjection, at: Date): Promise<string> {
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

function shown(application: Application): ShownNotice[] {
  const { notice, reference, snapshot } = application
  if (!notice || !reference) return []
  const useClass = snapshot?.answers.plan?.useClass
  return [
    {
      ...{ reference, premises: notice.premises, from: notice.from, until: notice.until },
      useClass: typeof useClass === 'string' ? useClass : '',
      applicant: publicName(application),
    },
  ]
}

/** A company by its name; a person, and whoever founds a company only later, by initials. */
export function publicName({ applicantName, snapshot }: Pick<Application, 'applicantName' | 'snapshot'>): string {
  const { vehicle, companyName } = snapshot?.answers.company ?? {}
  const isCompany = vehicle !== 'individual' && vehicle !== 'chinese_company_to_be_founded'
  if (isCompany && typeof companyName === 'string' && companyName.trim()) return companyName.trim()
  const words = (applicantName ?? '').split(/\s+/).filter(Boolean)
  return words.map(word => `${String.fromCodePoint(word.codePointAt(0) ?? 0)}.`).join(' ')
}
