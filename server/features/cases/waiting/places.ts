import { trusted, type QueryFilter } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { Deps } from '../ports.ts'
import { scoreOf, aheadFilter, stillWaiting, waitingOrder } from './order.ts'

/** Place of an application on the waiting list for one premises; 1 is the next to get an offer. */
export type Place = { code: string; place: number; of: number }

/** A premises that applications wait for. */
export type WantedPremises = { code: string; count: number; next: { id: string; reference: string } }

const fields = { reference: 1, applicant: 1, applicantName: 1, premises: 1, submittedAt: 1, waiting: 1 } as const
export type WaitingLine = Pick<
  Application,
  '_id' | 'reference' | 'applicant' | 'applicantName' | 'premises' | 'submittedAt' | 'waiting'
> & {
  /** Reference of another live offer of the applicant; while there is one, they are passed over but keep their place. */
  passedOverFor: string | null
}
export type WaitingLines = { items: WaitingLine[]; total: number; page: number; pages: number; pageSize: number }

const pageSize = 50

export function createWaitingPlaces({ clock }: Pick<Deps, 'clock'>) {
  /** Returns the place of a case for each of its choices, or the place it would get now; none once its wait is over. */
  async function on(application: Application): Promise<Place[]> {
    const { state, waiting } = application
    if (state !== 'waitlisted' && state !== 'decision') return []
    if (state === 'waitlisted' && waiting && waiting.until < clock.now()) return []
    const score = state === 'waitlisted' ? (waiting?.score ?? 0) : scoreOf(application)
    return Promise.all(application.premises.map(code => placeFor(code, application, score)))
  }

  async function placeFor(code: string, application: Application, score: number): Promise<Place> {
    const others = { ...stillWaiting(clock.now()), premises: code, _id: trusted({ $ne: application._id }) }
    const [before, beside] = await Promise.all([
      ApplicationModel.countDocuments({ $and: [others, aheadFilter(application, score)] }),
      ApplicationModel.countDocuments(others),
    ])
    return { code, place: before + 1, of: beside + 1 }
  }

  /** Returns every premises that applications wait for, by code. */
  async function wanted(): Promise<WantedPremises[]> {
    return ApplicationModel.aggregate<WantedPremises>([
      { $match: stillWaiting(clock.now()) },
      { $sort: waitingOrder },
      { $project: { premises: 1, reference: 1 } },
      { $unwind: '$premises' },
      { $group: { _id: '$premises', count: { $sum: 1 }, id: { $first: '$_id' }, reference: { $first: '$reference' } } },
      { $sort: { _id: 1 } },
      { $project: { _id: 0, code: '$_id', count: 1, next: { id: { $toString: '$id' }, reference: '$reference' } } },
    ])
  }

  /** Returns who waits for a premises, in order, 50 a page. A page beyond the last returns the last. */
  async function waitingFor(code: string, requestedPage: number): Promise<WaitingLines> {
    const filter: QueryFilter<Application> = { ...stillWaiting(clock.now()), premises: code }
    const total = await ApplicationModel.countDocuments(filter)
    const pages = Math.max(1, Math.ceil(total / pageSize))
    const page = Math.min(requestedPage, pages)
    const found = await ApplicationModel.find(filter, fields)
      .sort(waitingOrder)
      .skip((page - 1) * pageSize)
      .limit(pageSize)
      .lean<WaitingLine[]>()
    const offers = await liveOffersOf(found.map(({ applicant }) => applicant))
    const items = found.map(line => ({ ...line, passedOverFor: offers.get(line.applicant.toHexString()) ?? null }))
    return { items, total, page, pages, pageSize }
  }

  return { on, wanted, waitingFor }
}

async function liveOffersOf(applicants: Application['applicant'][]): Promise<Map<string, string>> {
  const held = await ApplicationModel.find(
    { applicant: trusted({ $in: applicants }), state: trusted({ $in: ['offered', 'accepted'] }) },
    { applicant: 1, reference: 1 },
  ).lean<Pick<Application, 'applicant' | 'reference'>[]>()
  return new Map(held.map(({ applicant, reference }) => [applicant.toHexString(), reference ?? '']))
}
