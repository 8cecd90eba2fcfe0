import type { mongo } from 'mongoose'
import type { Migration } from '../outside/database/migrations.ts'

const withOffer = ['offered', 'accepted', 'contracted']
const parts = ['conditions', 'addressProof', 'contract', 'handover'] as const
type Part = (typeof parts)[number]

type Condition = { state: string }
type Proof = { issuedAt: Date; premises: { code: string } }
type Contract = { preparedAt: Date; signedOn?: string | null; premises: { code: string } }
type Parts = {
  conditions?: Condition[] | null
  addressProof?: Proof | null
  contract?: Contract | null
  handover?: object | null
}
type Acceptance = Parts & { at: Date; conditions: Condition[] }
type Offer = { premises: string; madeAt: Date; deadline: Date; extendedFrom?: Date | null; acceptance?: Acceptance }
type PastOffer = Omit<Offer, 'premises' | 'deadline'> & {
  premises: string | null
  deadline: Date | null
  endedAt: Date
  endedAs: string
}
type Event = { at: Date; to?: string | null }
type Case = Parts & {
  _id: mongo.ObjectId
  state: string
  stateSince: Date
  revision: number
  premises: string[]
  offer?: Offer | null
  events: Event[]
}
/** Time from the making of an offer to its end, according to the history. */
type Period = { madeAt: Date; acceptedAt: Date | null; endedAt: Date; endedAs: string }

const attempts = 10

/**
 * What follows from an accepted offer was stored beside it and outlived it. Moves it into its offer, and offers that have
 * ended into a history (ADR 61). Papers of an earlier offer are told from those of the live one by the day on which they
 * were made and by their premises. What belongs to the live offer also stays where the previous version reads it.
 */
export const migration: Migration = {
  async up({ db, log }) {
    const applications = db.collection<Case>('applications')
    const old = {
      $or: [
        ...parts.map(part => ({ [part]: { $exists: true } })),
        { offer: { $exists: true }, state: { $nin: withOffer } },
        { offer: { $exists: true }, state: { $in: ['accepted', 'contracted'] } },
      ],
    }
    let moved = 0
    for await (const { _id } of applications.find(old, { projection: { _id: 1 } })) {
      if (await moveOne(applications, _id)) moved += 1
    }
    log.info({ moved }, 'acceptances are parts of their offers')
  },
}

/**
 * Guarded like every change of a case: after a concurrent change it is read again. Returns false when there is nothing to
 * do.
 */
async function moveOne(applications: mongo.Collection<Case>, _id: mongo.ObjectId): Promise<boolean> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const found = await applications.findOne({ _id })
    const update = found && updateOf(found)
    if (!found || !update) return false
    const { modifiedCount } = await applications.updateOne(
      { _id, state: found.state, revision: found.revision },
      update,
    )
    if (modifiedCount > 0) return true
  }
  throw new Error(`application ${_id.toHexString()} was changed by somebody else at every attempt`)
}

function updateOf(found: Case): mongo.UpdateFilter<Case> | null {
  const { offer } = found
  if (offer?.acceptance) return null
  const { live, accepted } = standingOf(found)
  const own = accepted ? ownParts(found, accepted) : {}
  const strays = parts.filter(part => part in found && !own[part])
  const past = pastOffers(found, Object.fromEntries(strays.map(part => [part, found[part]])), live)
  const gone = [...strays, ...(offer && !live ? ['offer'] : [])]
  if (past.length === 0 && gone.length === 0 && !accepted) return null
  const offered = accepted ? { offer: { ...accepted, acceptance: acceptanceOf(found, own) } } : {}
  return { ...writing(offered, gone, past), $inc: { revision: 1 } }
}

/** Returns the offer as `live` while it is one, and again as `accepted` once it has been accepted. */
function standingOf({ offer, state }: Case): { live: Offer | null; accepted: Offer | null } {
  const live = offer && withOffer.includes(state) ? offer : null
  return { live, accepted: state === 'offered' ? null : live }
}

/** Leaves out empty operators, which the database rejects. */
const writing = (set: Partial<Case>, gone: readonly string[], past: PastOffer[]): mongo.UpdateFilter<Case> => ({
  ...(set.offer ? { $set: set } : {}),
  ...(gone.length > 0 ? { $unset: Object.fromEntries(gone.map(field => [field, 1 as const])) } : {}),
  ...(past.length > 0 ? { $push: { pastOffers: { $each: past } } } : {}),
})

/** Returns the parts of an accepted offer. Its acceptance reset the conditions, and a signed contract was signed for it. */
function ownParts({ conditions, addressProof, contract, handover }: Case, offer: Offer): Parts {
  const isOwn = (at: Date, { code }: { code: string }) => at >= offer.madeAt && code === offer.premises
  return {
    ...(conditions ? { conditions } : {}),
    ...(addressProof && isOwn(addressProof.issuedAt, addressProof.premises) ? { addressProof } : {}),
    ...(contract && (contract.signedOn || isOwn(contract.preparedAt, contract.premises)) ? { contract } : {}),
    ...(handover ? { handover } : {}),
  }
}

function acceptanceOf({ events, stateSince }: Case, own: Parts): Acceptance {
  const at = events.findLast(({ to }) => to === 'accepted')?.at ?? stateSince
  return { at, ...own, conditions: own.conditions ?? [] }
}

/** Returns the offer with which a case has ended, and those to which papers without an offer belonged. */
function pastOffers(found: Case, strays: Parts, live: Offer | null): PastOffer[] {
  const { offer, state, stateSince } = found
  const last = offer && !live ? { ...offer, endedAt: stateSince, endedAs: state } : null
  const periods = periodsOf(found.events).filter(({ madeAt }) => madeAt.getTime() !== live?.madeAt.getTime())
  const filed = new Map<number, PastOffer>()
  if (last) filed.set(last.madeAt.getTime(), last)
  for (const part of parts) {
    const stray = strays[part]
    if (!stray) continue
    const period = periodFor(found, stray, periods)
    const key = period.madeAt.getTime()
    const entry = filed.get(key) ?? reconstructed(period)
    const at = period.acceptedAt ?? period.madeAt
    const acceptance = { ...(entry.acceptance ?? { at, conditions: [] }), [part]: stray }
    filed.set(key, { ...entry, acceptance })
  }
  return [...filed.values()]
    .map(entry => ({ ...entry, premises: entry.premises ?? namedBy(entry, found) }))
    .sort((one, other) => one.endedAt.getTime() - other.endedAt.getTime())
}

function periodsOf(events: readonly Event[]): Period[] {
  const moves = events.filter(({ to }) => to)
  return moves.flatMap(({ at, to }, index) => {
    if (to !== 'offered') return []
    const after = moves.slice(index + 1)
    const end = after.find(move => !withOffer.includes(move.to ?? ''))
    if (!end) return []
    const accepted = after[0]?.to === 'accepted' ? after[0].at : null
    return [{ madeAt: at, acceptedAt: accepted, endedAt: end.at, endedAs: end.to ?? '' }]
  })
}

/** Returns the offer during which a paper was made; for anything else, the last that had been accepted. */
function periodFor(
  { offer, stateSince, state }: Case,
  stray: NonNullable<Parts[Part]>,
  periods: readonly Period[],
): Period {
  const made = madeAtOf(stray)
  const during = made && periods.find(({ madeAt, endedAt }) => madeAt <= made && made <= endedAt)
  const accepted = periods.findLast(({ acceptedAt }) => acceptedAt)
  const at = made ?? offer?.madeAt ?? stateSince
  return during ?? accepted ?? { madeAt: at, acceptedAt: at, endedAt: stateSince, endedAs: state }
}

function madeAtOf(stray: object): Date | null {
  if ('issuedAt' in stray) return stray.issuedAt as Date
  return 'preparedAt' in stray ? (stray.preparedAt as Date) : null
}

const reconstructed = ({ madeAt, endedAt, endedAs }: Period): PastOffer => ({
  premises: null,
  madeAt,
  deadline: null,
  endedAt,
  endedAs,
})

/** Returns the premises that the papers name, or the only one of the application; null otherwise. Nothing is guessed. */
function namedBy({ acceptance }: PastOffer, { premises }: Case): string | null {
  const paper = acceptance?.contract ?? acceptance?.addressProof
  return paper?.premises.code ?? (premises.length === 1 ? (premises[0] ?? null) : null)
}
