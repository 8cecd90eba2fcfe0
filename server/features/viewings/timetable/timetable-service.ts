import { Types, trusted } from 'mongoose'
import { ViewingModel, type Booking, type Viewing, type ViewingLanguage } from '#models/viewings/viewing.ts'
import { doneBefore, skipAudit } from '#outside/audit.ts'
import { startOfCityDay, addDays, cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { guardedWrite } from '#outside/database/guarded-write.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { no, type Verdict } from '#shared/verdict.ts'
import type { Reach } from '#features/accounts/scope.ts'
import type { Bookings } from '../bookings/bookings-service.ts'
import { findRefusedClaim, slotClaims } from '../bookings/claims.ts'
import { findStandIn } from '../bookings/guide.ts'
import { effectOf } from '../letter-effects.ts'
import { guideRoles, type Deps, type Manager } from '../ports.ts'
import { canBeViewed, canNoteOutcome, canPublish, slotsOf, type Plan } from '../rules.ts'
import { recordPublishedSlots, recordViewingChange } from '../audit.ts'
import { isVisibleTo, visibleTo } from '../visibility.ts'

export type Publication = Plan & { guide: string; languages: ViewingLanguage[]; meetingPoint: string }
type Published = { ok: true; published: number; left: number }
type PublishRefusal =
  | Extract<ReturnType<typeof canPublish>, { ok: false }>['reason']
  | 'no-guide'
  | 'not-on-show'
  | 'overlap-premises'
  | 'overlap-guide'
export type Week = { from: CityDay; premises?: string | undefined; guide?: string | undefined; reach: Reach }

/** Builds the functions by which colleagues use the calendar. */
export function createViewingCalendarService(
  { clock, accounts, premises }: Deps,
  { settle }: Pick<Bookings, 'settle'>,
) {
  /** Returns who is away on a day, by default today. */
  const away = (day?: CityDay) => accounts.absences.away(day)
  /** Returns the absence of a slot's guide on its day and the person covering; null when the guide is there. */
  async function guideAway(slot: Viewing) {
    const found = (await away(cityDayOf(slot.startsAt))).get(slot.guide.toHexString())
    return found ? { ...found, standIn: await findStandIn({ accounts, premises }, slot) } : null
  }
  const guides = () => accounts.people.colleagues(guideRoles)

  /**
   * Publishes the slots of a plan. All or none, as far as conflicts are known beforehand. When two colleagues publish at the
   * same moment, the index gives each quarter of an hour to the first, and `left` counts what the second did not get. A plan
   * that is published as it is counts as published, as when the form is sent twice.
   */
  async function publish(
    publication: Publication,
    by: Manager,
  ): Promise<Published | Exclude<Verdict<PublishRefusal>, { ok: true }>> {
    const now = clock.now()
    const verdict = canPublish(publication, now)
    if (!verdict.ok) return verdict
    const guide = (await guides()).find(({ id }) => id === publication.guide)
    if (!guide) return no('no-guide')
    const summaries = await Promise.all(publication.premises.map(code => premises.summaries.one(code)))
    if (!summaries.every(premisesSummary => canBeViewed(premisesSummary?.status ?? null))) return no('not-on-show')

    const slots = slotsOf(publication, now).map(slot => newSlot(slot, { ...publication, guideName: guide.name }, by))
    const taken = await ViewingModel.findOne({
      claims: trusted({ $in: slots.flatMap(({ claims }) => claims) }),
    }).lean<Viewing>()
    const done = { ok: true, published: slots.length, left: 0 } as const
    if (taken && (await arePublished(slots))) return doneBefore(done)
    if (taken) return no(taken.guide.toHexString() === guide.id ? 'overlap-guide' : 'overlap-premises')
    const published = await insertFreeSlots(slots)
    if (published > 0) recordPublishedSlots(publication.premises, published)
    if (published < slots.length && (await arePublished(slots))) return published === 0 ? doneBefore(done) : done
    return { ok: true, published, left: slots.length - published }
  }

  async function arePublished(slots: readonly ReturnType<typeof newSlot>[]): Promise<boolean> {
    const same = slots.map(({ premises: code, startsAt, endsAt, guide, languages, meetingPoint }) => ({
      premises: code,
      startsAt,
      endsAt,
      guide,
      languages,
      meetingPoint,
      state: 'free' as const,
    }))
    return (await ViewingModel.countDocuments({ $or: same })) === slots.length
  }

  function newSlot(
    slot: Pick<Viewing, 'premises' | 'startsAt' | 'endsAt'>,
    { guide: id, guideName, languages, meetingPoint }: Publication & { guideName: string },
    by: Manager,
  ) {
    const guide = new Types.ObjectId(id)
    const events = [eventBy(by, 'published')]
    const claims = slotClaims({ ...slot, guide })
    return { ...slot, guide, guideName, languages, meetingPoint, state: 'free' as const, claims, events }
  }

  const eventBy = (by: Manager, kind: string, reason?: string) => ({
    _id: new Types.ObjectId(),
    at: clock.now(),
    by,
    kind,
    ...(reason ? { reason } : {}),
  })

  /** Withdraws a slot that nobody has booked. Does nothing if it is withdrawn already. */
  async function withdraw(id: string, by: Manager): Promise<void> {
    const withdrawn = await ViewingModel.findOneAndUpdate(
      { _id: id, state: 'free' },
      { $set: { state: 'withdrawn' }, $unset: { claims: 1 }, $push: { events: eventBy(by, 'withdrawn') } },
    ).lean<Viewing>()
    if (!withdrawn && (await one(id)).state === 'withdrawn') {
      skipAudit()
      return
    }
    if (!withdrawn) throw conflict('viewing.refused.stale', { facts: { id } })
    recordViewingChange(withdrawn, 'viewing.withdrawn', 'withdrawn')
  }

  /**
   * Calls off a booked viewing before it begins. Notifies its visitor of the reason, and its guide unless the guide did it.
   * Does nothing if the same person has called it off for this reason already. Throws `viewing.refused.stale` when the booking
   * is another one than the `visit` that the manager was shown; undefined stands for whichever it is.
   */
  async function callOff(id: string, reason: string, by: Manager, visit?: string): Promise<void> {
    const slot = await one(id)
    if (isCalledOff(slot, reason, by)) {
      skipAudit()
      return
    }
    if (slot.state === 'free') throw conflict('viewing.refused.not-booked')
    if (slot.state !== 'booked' || !slot.booking) throw conflict('viewing.refused.stale')
    if (visit && slot.booking.visit.toHexString() !== visit) throw conflict('viewing.refused.stale', { facts: { id } })
    if (slot.startsAt <= clock.now()) throw conflict('viewing.refused.begun')
    const last: Booking = { ...slot.booking, sequence: slot.booking.sequence + 1, remindAt: null }
    const shouldNotifyGuide = slot.guide.toHexString() !== by.id
    const effects = [
      effectOf('viewing-called-off', last, { reason }),
      ...(shouldNotifyGuide ? [effectOf('viewing-guide-cancelled', last)] : []),
    ]
    const calledOff = await guardedWrite(ViewingModel, {
      was: slot,
      guard: ['state'],
      provided: { ...unchangedFilter(slot._id, slot.booking), startsAt: trusted({ $gt: clock.now() }) },
      set: { state: 'cancelled', booking: last, reason, flagged: false },
      unset: ['claims'],
      events: [eventBy(by, 'called-off', reason)],
      effects: { field: 'pendingEffects', added: effects },
    })
    if (!calledOff && isCalledOff(await one(id), reason, by)) {
      skipAudit()
      return
    }
    if (!calledOff) throw conflict('viewing.refused.stale')
    recordViewingChange(slot, 'viewing.called-off', 'cancelled')
    await settle(last.visit.toHexString())
  }

  /** Records whether the visitor came. Can be corrected. Does nothing if this outcome is recorded already. */
  async function noteOutcome(id: string, { outcome, shown }: NewOutcome, by: Manager): Promise<void> {
    const slot = await one(id)
    const verdict = canNoteOutcome(slot, clock.now())
    if (!verdict.ok) throw conflict(`viewing.refused.${verdict.reason}`)
    if (slot.state === outcome && !slot.flagged) {
      skipAudit()
      return
    }
    if (shown !== undefined && shown !== slot.state) throw conflict('viewing.refused.stale')
    const noted = await guardedWrite(ViewingModel, {
      was: slot,
      guard: ['state'],
      set: { state: outcome, flagged: false },
      unset: ['claims'],
      events: [eventBy(by, outcome)],
    })
    if (!noted && (await one(id)).state === outcome) {
      skipAudit()
      return
    }
    if (!noted) throw conflict('viewing.refused.stale')
    recordViewingChange(slot, 'viewing.noted', outcome)
  }

  async function one(id: string): Promise<Viewing> {
    const slot = await ViewingModel.findById(id).lean<Viewing>()
    if (!slot) throw notFound('viewing.not-found')
    return slot
  }

  /** Returns the slots of seven days from `from`, in order, without withdrawn ones. */
  function week({ from, premises: code, guide, reach }: Week): Promise<Viewing[]> {
    return ViewingModel.find({
      ...visibleTo(reach),
      startsAt: trusted({ $gte: startOfCityDay(from), $lt: startOfCityDay(addDays(from, 7)) }),
      state: trusted({ $ne: 'withdrawn' as const }),
      ...(code ? { premises: code } : {}),
      ...(guide ? { guide } : {}),
    })
      .sort({ startsAt: 1, premises: 1 })
      .limit(1_000)
      .lean<Viewing[]>()
  }

  /**
   * Counts booked viewings for the desk: coming ones, flagged ones among these that need a decision, and begun ones without
   * an outcome.
   */
  async function figures(reach: Reach): Promise<{ coming: number; flagged: number; open: number }> {
    const now = clock.now()
    const booked = { ...visibleTo(reach), state: 'booked' as const }
    const [coming, flagged, open] = await Promise.all([
      ViewingModel.countDocuments({ ...booked, startsAt: trusted({ $gt: now }) }),
      ViewingModel.countDocuments({ ...booked, startsAt: trusted({ $gt: now }), flagged: true }),
      ViewingModel.countDocuments({ ...booked, startsAt: trusted({ $lte: now }) }),
    ])
    return { coming, flagged, open }
  }

  /**
   * Returns booked viewings that the office must act on, at most fifty of each kind, soonest first: upcoming ones whose
   * premises is gone, then past ones without an outcome.
   */
  async function waiting(reach: Reach): Promise<Viewing[]> {
    const now = clock.now()
    const soonest = (filter: object) =>
      ViewingModel.find({ ...filter, ...visibleTo(reach), state: 'booked' })
        .sort({ startsAt: 1 })
        .limit(50)
        .lean<Viewing[]>()
    const [flagged, over] = await Promise.all([
      soonest({ flagged: true, startsAt: trusted({ $gt: now }) }),
      soonest({ endsAt: trusted({ $lte: now }) }),
    ])
    return [...flagged, ...over]
  }

  return { guides, away, guideAway, publish, withdraw, callOff, noteOutcome, one, isVisibleTo, week, figures, waiting }
}

/** `shown`: the state on the page with the form; another one is refused as stale. */
type NewOutcome = { outcome: 'attended' | 'missed'; shown?: string | undefined }

const unchangedFilter = (_id: Types.ObjectId, { visit, sequence }: Booking) => ({
  _id,
  state: 'booked' as const,
  'booking.visit': visit,
  'booking.sequence': sequence,
})

/** Checks whether a person has called a viewing off for a reason, as when the form is sent twice. */
function isCalledOff({ state, reason: given, events }: Viewing, reason: string, by: Manager): boolean {
  const last = events.findLast(({ kind }) => kind === 'called-off')
  return state === 'cancelled' && given === reason && last?.by.id === by.id
}

/** Returns how many were stored. Slots whose time was taken meanwhile are not. */
async function insertFreeSlots(slots: readonly object[]): Promise<number> {
  try {
    return (await ViewingModel.insertMany(slots, { ordered: false })).length
  } catch (error) {
    const { insertedDocs } = error as { insertedDocs?: unknown[] }
    if (findRefusedClaim(error) === null || !insertedDocs) throw error
    return insertedDocs.length
  }
}
