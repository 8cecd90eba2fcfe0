import { existsSync, readFileSync } from 'node:fs'
import { trusted } from 'mongoose'
import { ApplicationModel } from '#models/cases/application.ts'
import { MailModel } from '#models/mail.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { runChecks } from '#shared/checks.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import type { Acknowledged } from './acknowledged.ts'
import { lostDrafts, toldOfDrafts } from './drafts.ts'
import { doubledDocuments, storedNow, undeletedDrafts } from './stored.ts'
import type { Street } from './street.ts'

export type Verdict = {
  /** What was acknowledged and is missing, in words. */
  lost: string[]
  /** Effects that were not carried out, were carried out twice, or follow from nothing. */
  effects: string[]
  /** Invariants of `npm run verify-data` that do not hold. */
  broken: string[]
  /** Bugs that the workload met. */
  failures: string[]
  /** Letters that were sent twice because a kill came between sending and recording it. Both carry the same id. */
  resent: number
  mails: number
  uploads: number
  /** Drafts that were abandoned, announced and deleted, as they should be. */
  draftsDeleted: number
  /** Deletions of these drafts that a kill interrupted. */
  deletionsCutOff: number
  reopened: number
  /** Cases that were offered a unit a second time. */
  offeredAgain: number
  states: Record<string, number>
}

type Told<What> = Extract<Acknowledged, { what: What }>
const of = <What extends Acknowledged['what']>(said: readonly Acknowledged[], what: What) =>
  said.filter((one): one is Told<What> => one.what === what)

/** Compares what was acknowledged with what is stored, once all remaining work is done. */
export async function judge(street: Street, folder: string, said: readonly Acknowledged[]): Promise<Verdict> {
  const examined = await runChecks(street.checkers)
  const sent = linesOf(`${folder}/sent.log`)
  const stored = await storedNow()
  const drafts = lostDrafts(said, stored)
  return {
    lost: [...(await lostActs(said)), ...drafts.lost, ...(await lostTenancyActs(said))],
    effects: [
      ...(await wrongMails(said, sent)),
      ...(await wrongListings()),
      ...(await undeletedDrafts(stored, cityDayOf(street.today()))),
      ...(await doubledDocuments()),
    ],
    broken: examined
      .filter(({ level, count }) => level !== 'note' && count > 0)
      .map(({ name, problems }) => `${name}: ${problems.map(({ id, why }) => `${id} ${why}`).join(', ')}`),
    failures: linesOf(`${folder}/failures.log`),
    resent: sent.length - new Set(sent).size,
    mails: sent.length,
    uploads: of(said, 'uploaded').length,
    draftsDeleted: drafts.deleted,
    deletionsCutOff: of(said, 'up').reduce((sum, { cutOff }) => sum + cutOff, 0),
    reopened: of(said, 'done').filter(({ act }) => act === 'reopen').length,
    offeredAgain: await ApplicationModel.countDocuments({
      'pastOffers.0': trusted({ $exists: true }),
      $or: severalOffers,
    }),
    states: await statesNow(),
  }
}

const severalOffers = [{ offer: trusted({ $exists: true }) }, { 'pastOffers.1': trusted({ $exists: true }) }]

const linesOf = (file: string): string[] =>
  existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []

async function lostActs(said: readonly Acknowledged[]): Promise<string[]> {
  const cases = await ApplicationModel.find({}, { events: 1 }).lean()
  const known = new Set(cases.flatMap(({ events }) => events.map(({ _id }) => _id.toHexString())))
  return of(said, 'done')
    .filter(({ event }) => !known.has(event))
    .map(({ act, application }) => `${act} of ${application}`)
}

async function lostTenancyActs(said: readonly Acknowledged[]): Promise<string[]> {
  const tenancies = await TenancyModel.find({}, { events: 1 }).lean()
  const known = new Set(tenancies.flatMap(({ events }) => events.map(({ _id }) => _id.toHexString())))
  return of(said, 'tenancy')
    .filter(({ event }) => !known.has(event))
    .map(({ act, tenancy }) => `${act} of tenancy ${tenancy}`)
}

/**
 * Returns the prefixes of valid causes of letters: an event, or what gets reminders: a request, a condition, an offer since
 * it was made or extended, or a contract.
 */
async function whatLettersAreAbout(): Promise<string[]> {
  const cases = await ApplicationModel.find(
    {},
    { events: 1, request: 1, pastRequests: 1, offer: 1, pastOffers: 1 },
  ).lean()
  return cases.flatMap(({ _id, events, request, pastRequests, offer, pastOffers }) => [
    ...events.map(event => `application:${String(_id)}:${String(event._id)}`),
    ...[...(pastOffers ?? []), ...(offer ? [offer] : [])]
      .flatMap(({ acceptance }) => acceptance?.conditions ?? [])
      .map(condition => `application:${String(_id)}:condition:${String(condition._id)}:`),
    ...[...(pastOffers ?? []), ...(offer ? [offer] : [])]
      .flatMap(({ madeAt, acceptance }) => [
        ['offered', madeAt] as const,
        ...(acceptance?.contract ? [['contract-ready', acceptance.contract.preparedAt] as const] : []),
      ])
      .map(([situation, since]) => `application:${String(_id)}:${situation}:${since.toISOString()}:`),
    ...events
      .filter(({ kind }) => kind === 'offer_extended')
      .map(({ at }) => `application:${String(_id)}:offered:${at.toISOString()}:`),
    ...[...(pastRequests ?? []), ...(request ? [request] : [])].map(
      ({ number }) => `application:${String(_id)}:reminder-${number}-`,
    ),
  ])
}

/**
 * Checks that each letter that an act owed exists once and has left, and that no letter is about an act that does not exist.
 */
async function wrongMails(said: readonly Acknowledged[], sent: readonly string[]): Promise<string[]> {
  const mails = await MailModel.find({ cause: trusted({ $regex: '^application:' }) }, { cause: 1, status: 1 }).lean()
  const causes = new Map<string, number>()
  for (const { cause } of mails) causes.set(cause, (causes.get(cause) ?? 0) + 1)
  const owed = of(said, 'done').flatMap(one => one.mails)
  const left = new Set(sent)
  const drafts = [...toldOfDrafts(said).keys()].map(id => `application:${id}:draft-ending-`)
  const known = [...(await whatLettersAreAbout()), ...drafts]
  return [
    ...owed.filter(cause => causes.get(cause) !== 1).map(cause => `${causes.get(cause) ?? 0} letters for ${cause}`),
    ...mails
      .filter(({ _id, status }) => status !== 'sent' || !left.has(_id.toHexString()))
      .map(({ cause }) => `a letter that did not leave: ${cause}`),
    ...mails
      .filter(({ cause }) => !known.some(beginning => cause.startsWith(beginning)))
      .map(({ cause }) => `a letter about nothing: ${cause}`),
  ]
}

/** Returns the listings that were released twice in a row. */
async function wrongListings(): Promise<string[]> {
  const listings = await PremisesModel.find({}, { code: 1, events: 1 }).lean()
  return listings.flatMap(({ code, events }) =>
    events
      .filter(({ kind }, index) => kind === 'released' && events[index - 1]?.kind === 'released')
      .map(({ kind }) => `${code} was ${kind} twice in a row`),
  )
}

async function statesNow(): Promise<Record<string, number>> {
  const counted = await ApplicationModel.aggregate<{ _id: string; count: number }>([
    { $group: { _id: '$state', count: { $sum: 1 } } },
    { $sort: { count: -1 } },
  ])
  return Object.fromEntries(counted.map(({ _id, count }) => [_id, count]))
}
