import mongoose, { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { anApplication } from '../factories/applications.ts'
import { heldBy } from './applications-bench.ts'

/** Three units that few have and many want, for tests of who gets an offer. */
export const street = ['SFH-A-0001', 'SFH-A-0002', 'SFH-A-0003'] as const

export const idOf = ({ _id }: Pick<Application, '_id'>): string => _id.toHexString()
let sequence = 0

/** Creates a case for the street, with its choices in order and the mean of its assessment. */
export function aWish(choices: readonly string[], score: number, more: Partial<Application> = {}) {
  sequence += 1
  const scores = { feasibility: score, experience: score, jobs: score, finance: score, street_benefit: score }
  const reviewer = 'f'.repeat(24)
  const assessment = { reviewer, reviewerName: '孙立群', at: new Date(0), noConflict: true, scores, comment: '' }
  return anApplication({
    state: 'decision',
    premises: [...choices],
    startedFor: `SFH-A-${String(5000 + sequence)}`,
    assessments: [assessment],
    ...more,
  })
}

const busyStates = ['offered', 'accepted']
const repeated = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index)

/** Returns the violations of what must hold at every moment. */
export async function broken(): Promise<string[]> {
  const all = await ApplicationModel.find().lean<Application[]>()
  const holders = all.flatMap(({ heldPremises }) => heldPremises ?? [])
  const offers = all.filter(({ state }) => busyStates.includes(state)).map(({ applicant }) => applicant.toHexString())
  return [
    ...repeated(holders).map(code => `${code} has two holders`),
    ...repeated(offers).map(applicant => `${applicant} has two live offers`),
    ...all.filter(({ events }) => events.some(({ to }) => to)).flatMap(brokenOffers),
  ]
}

const accepted = ['accepted', 'contracted']
const copied = ['conditions', 'addressProof', 'contract', 'handover'] as const

/**
 * Returns the faults of a case's offers: each is current or past, once, and the documents of an acceptance belong to its own
 * offer.
 */
function brokenOffers(one: Application): string[] {
  const { state, offer, pastOffers = [], heldPremises, events } = one
  const ever = [...pastOffers, ...(offer ? [offer] : [])]
  const papers = ever.flatMap(({ premises, acceptance }) =>
    [acceptance?.contract, acceptance?.addressProof].flatMap(paper =>
      paper ? [paper.premises.code === premises] : [],
    ),
  )
  const versions = ever.flatMap(({ acceptance }) => acceptance?.contract?.version ?? [])
  const numbers = ever.flatMap(({ acceptance }) => acceptance?.addressProof?.number ?? [])
  const stored = one as unknown as Record<string, unknown>
  const copies = copied.filter(
    field => JSON.stringify(stored[field] ?? null) !== JSON.stringify(offer?.acceptance?.[field] ?? null),
  )
  const wrong: Record<string, boolean> = {
    'has an offer in a state without one': Boolean(offer) !== [...busyStates, 'contracted'].includes(state),
    'has lost an offer, or has one twice': ever.length !== events.filter(({ to }) => to === 'offered').length,
    'keeps another premises than it is offered': Boolean(offer && heldPremises && offer.premises !== heldPremises),
    'has an acceptance where nothing is accepted, or none': Boolean(offer?.acceptance) !== accepted.includes(state),
    'has a paper for other premises than its offer': papers.includes(false),
    'has two papers of one name': new Set(versions).size < versions.length || new Set(numbers).size < numbers.length,
    'is contracted by nothing that was signed': state === 'contracted' && !offer?.acceptance?.contract?.signedOn,
    'says something else to the version before': copies.length > 0,
  }
  return Object.keys(wrong).flatMap(why => (wrong[why] ? [`${idOf(one)} ${why}`] : []))
}

/**
 * Returns the violations of what must hold once the jobs have nothing left to do, computed from the stored data
 * independently of the service.
 */
export async function unfinished(now: Date): Promise<string[]> {
  const all = await ApplicationModel.find().lean<Application[]>()
  const listed = new Map(await Promise.all(street.map(async code => [code, await heldBy(code)] as const)))
  const statusOf = (code: (typeof street)[number]) => listed.get(code)?.status ?? 'available'
  const holderOf = (code: string) => all.find(({ heldPremises }) => heldPremises === code)
  const busy = all.filter(({ state }) => busyStates.includes(state)).map(({ applicant }) => applicant.toHexString())
  const waits = all.filter(({ state, waiting }) => state === 'waitlisted' && waiting && waiting.until >= now)
  const eligible = waits.filter(({ applicant }) => !busy.includes(applicant.toHexString()))
  const free = street.filter(code => statusOf(code) === 'available' && !holderOf(code))
  const mails = await mongoose.connection
    .collection('bench_mails')
    .countDocuments(trusted({ status: 'application-offered' }))
  const offered = all.flatMap(({ events }) => events.filter(({ to }) => to === 'offered')).length
  return [
    ...free
      .filter(code => eligible.some(({ premises }) => premises.includes(code)))
      .map(code => `${code} is free and unoffered while somebody waits`),
    ...all.filter(({ pendingEffects }) => pendingEffects.length > 0).map(one => `${idOf(one)} has effects to come`),
    ...street
      .filter(code => (listed.get(code)?.holder ?? null) !== (holderOf(code) ? idOf(holderOf(code)!) : null))
      .map(code => `the record of ${code} does not name its holder`),
    ...street
      .filter(code => holderOf(code) && statusOf(code) === 'available')
      .map(code => `the listing of ${code} does not say that it is taken`),
    ...(mails === offered ? [] : [`${String(offered)} offers and ${String(mails)} mails about them`]),
  ]
}
