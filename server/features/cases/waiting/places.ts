import { trusted, type QueryFilter } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { Deps } from '../ports.ts'
import { scoreOf, standingBefore, stillWaiting, waitingOrder } from './order.ts'

/** Where an application stands for one of its premises: 1 is the next to be offered it. */
export type Place = { code: string; place: number; of: number }

/** A premises that somebody waits for. */
export type Wanted = { code: string; count: number; next: { id: string; reference: string } }

const fields = { reference: 1, applicant: 1, applicantName: 1, premises: 1, submittedAt: 1, waiting: 1 } as const
export type WaitingLine = Pick<
  Application,
  '_id' | 'reference' | 'applicant' | 'applicantName' | 'premises' | 'submittedAt' | 'waiting'
> & {
  /** Reference of the applicant's own offer elsewhere: while there is one they are passed over and keep their place. */
  passedOverFor: string | null
}
export type WaitingLines = { items: WaitingLine[]; total: number; page: number; pages: number; pageSize: number }

const pageSize = 50

export function placesOf({ clock }: Pick<Deps, 'clock'>) {
  /** Where a case stands for each of its choices, or would were it put on the list now. */
  async function on(application: Application): Promise<Place[]> {
    const { state, waiting } = application
    if (state !== 'waitlisted' && state !== 'decision') return []
    const score = state === 'waitlisted' ? (waiting?.score ?? 0) : scoreOf(application)
    return Promise.all(application.premises.map(code => placeFor(code, application, score)))
  }

  async function placeFor(code: string, application: Application, score: number): Promise<Place> {
    const others = { ...stillWaiting(clock.now()), premises: code, _id: trusted({ $ne: application._id }) }
    const [before, beside] = await Promise.all([
      ApplicationModel.countDocuments({ $and: [others, standingBefore(application, score)] }),
      ApplicationModel.countDocuments(others),
    ])
    return { code, place: before + 1, of: beside + 1 }
  }

  /** Every premises that somebody waits for, by code. */
  async function wanted(): Promise<Wanted[]> {
    return ApplicationModel.aggregate<Wanted>([
      { $match: { state: 'waitlisted' } },
      { $sort: waitingOrder },
      { $project: { premises: 1, reference: 1 } },
      { $unwind: '$premises' },
      { $group: { _id: '$premises', count: { $sum: 1 }, id: { $first: '$_id' }, reference: { $first: '$reference' } } },
      { $sort: { _id: 1 } },
      { $project: { _id: 0, code: '$_id', count: 1, next: { id: { $toString: '$id' }, reference: '$reference' } } },
    ])
  }

  /** Who waits for a premises, in order, 50 a page; a page beyond the last is the last. */
  async function waitingFor(code: string, asked: number): Promise<WaitingLines> {
    const filter: QueryFilter<Application> = { ...stillWaiting(clock.now()), premises: code }
    const total = await ApplicationModel.countDocuments(filter)
    const pages = Math.max(1, Math.ceil(total / pageSize))
    const page = Math.min(asked, pages)
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
