import mongoose from 'mongoose'
import { ApplicationModel, type Answers, type Application } from '#models/cases/application.ts'
import type { Acceptance } from '#models/cases/parts/offer.ts'
import type { Assessment } from '#models/cases/parts/assessment.ts'
import type { InformationRequest, RequestItem } from '#models/cases/parts/information-request.ts'
import type { HistoryEvent } from '#models/parts/history.ts'
import { cityDayOf, addDays, endOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { addWorkingDays } from '#shared/days/working-days.ts'
import { findTerms } from '#features/cases/acceptance/offered-terms.ts'
import { copyFieldsOf } from '#features/cases/acceptance/offer-history.ts'
import { issueContract, type ContractTermsDeps } from '#features/acceptance/contract-terms.ts'
import { lesseeOf } from '#features/acceptance/lessee.ts'
import { withAcceptance } from '#features/cases/acceptance/offer-acceptance.ts'
import { demonstrationPeople } from '#features/accounts/demonstration.ts'
import type { FileStore } from '#outside/files/files.ts'
import { nextReference } from '#features/cases/reference.ts'
import { sealSnapshot } from '#features/cases/answers/snapshot.ts'
import { conditionsFor, dutiesAtHandover } from '#features/cases/acceptance/rules.ts'
import type { PaperDuty } from '#features/cases/papers/paper-table.ts'
import { initialRubric, meanScore, topScore } from '#features/cases/review/rubric.ts'
import { caseTerms } from '#features/cases/search/terms.ts'
import { formVersion } from '#features/cases/answers/fields.ts'
import { holdsPremises, type ApplicationState } from '#features/cases/states.ts'
import { waitingFrom } from '#features/cases/waiting/order.ts'
import { addPapers } from './papers.ts'
import { demonstrationCases, type DemonstrationCase, type Ask, type Step } from './cases.ts'
import { answersOf, type Founder } from './people.ts'

const choicesEach = 2

/** `accounts`: ids of demonstration accounts by e-mail. `codes`: premises that may be applied for. */
export type Stage = { accounts: ReadonlyMap<string, string>; codes: readonly string[]; files: FileStore }

/**
 * Creates a few invented cases, so that every desk of a demonstration has work. Does nothing when any application exists.
 * Returns how many cases were made.
 */
export function createCasesSeeder(deps: ContractTermsDeps) {
  const { clock, premises } = deps

  return async function seedDemonstrationCases(stage: Stage): Promise<number> {
    if (await ApplicationModel.exists({})) return 0
    const open = await openAmong(stage.codes, demonstrationCases.length * choicesEach)
    let createdCount = 0
    for (const [index, demonstration] of demonstrationCases.entries()) {
      const [first, ...others] = demonstration.waits ? heldByOthers(open, demonstration) : ownOf(open, index)
      const cast = castOf(demonstration, stage)
      if (!first || !cast) continue
      const now = clock.now()
      const reference = await nextReference(now)
      const codes = [first, ...others] as const
      const built = await withTerms(buildCase({ case: demonstration, cast, codes, reference, now }))
      const filed = await withPapers(await withContract(built), demonstration, stage.files)
      await ApplicationModel.create([{ ...filed, ...(filed.offer ? copyFieldsOf(filed.offer) : {}) }], {
        timestamps: false,
      })
      createdCount += 1
    }
    return createdCount
  }

  async function withTerms(built: NewCase): Promise<NewCase> {
    const { offer } = built
    return offer
      ? { ...built, offer: { ...offer, terms: await findTerms({ clock, premises }, offer.premises, built) } }
      : built
  }

  /** Adds the signed contract. Its terms are needed to calculate the rent waived. */
  async function withContract(built: NewCase): Promise<NewCase> {
    const { state, stateSince, answers, heldPremises, offer } = built
    if (state !== 'contracted' || !heldPremises || !offer) return built
    const facts = await premises.leaseFacts(heldPremises)
    if (!facts) return built
    const contract = {
      version: 1,
      ...(await issueContract(deps, built, stateSince)),
      preparedAt: stateSince,
      premises: facts,
      lessee: lesseeOf(answers),
      useClass: String(answers.plan?.useClass ?? ''),
      openConditions: [],
      signedOn: cityDayOf(stateSince),
    }
    return { ...built, ...withAcceptance({ offer }, { contract }) }
  }

  async function openAmong(codes: readonly string[], count: number): Promise<string[]> {
    const open: string[] = []
    for (const code of codes) {
      if (open.length === count) break
      if ((await premises.summaries.one(code))?.open) open.push(code)
    }
    return open
  }
}

/** Returns the premises of one case. Those of the next case follow in the list. */
const ownOf = (open: readonly string[], index: number): string[] =>
  open.slice(index * choicesEach, (index + 1) * choicesEach)

/** Returns the choices of a case on the waiting list: premises that other invented cases hold. */
const heldByOthers = (open: readonly string[], { founder }: DemonstrationCase): string[] =>
  demonstrationCases
    .flatMap((other, index) => (holds(other) && other.founder !== founder ? ownOf(open, index).slice(0, 1) : []))
    .slice(-choicesEach)

const holds = ({ steps }: DemonstrationCase): boolean => steps.some(({ to }) => to === 'offered')

async function withPapers(built: NewCase, { founder, idea }: DemonstrationCase, files: FileStore): Promise<NewCase> {
  const { snapshot, submittedAt } = built
  if (!snapshot || !submittedAt) return built
  const id = built._id.toHexString()
  const latinName = founder.latin.join(' ')
  const documents = await addPapers(files, {
    id,
    founder: built.applicant,
    latinName,
    activity: idea.activity,
    submittedAt,
  })
  return { ...built, snapshot: sealSnapshot({ ...snapshot, documents }) }
}

/** Returns null when one of the people involved has no account. */
function castOf({ founder }: DemonstrationCase, { accounts }: Stage): Cast | null {
  const reviewer = colleague('reviewer')
  const decider = colleague('decider')
  const names = { founder: founder.latin.join(' '), reviewer: reviewer.name, decider: decider.name }
  const ids = [founder, reviewer, decider].flatMap(({ email }) => accounts.get(email) ?? [])
  const [founderId, reviewerId, deciderId] = ids
  if (!founderId || !reviewerId || !deciderId) return null
  return { founder: founderId, reviewer: reviewerId, decider: deciderId, names }
}

function colleague(role: 'reviewer' | 'decider'): { email: string; name: string } {
  const found = demonstrationPeople.find(person => person.role === role)
  if (!found) throw new Error(`the demonstration has no ${role}`)
  return found
}

type Cast = { founder: string; reviewer: string; decider: string; names: Record<Step['by'], string> }
type Told = { case: DemonstrationCase; cast: Cast; codes: readonly [string, ...string[]]; reference: string; now: Date }
type At = (step: Step) => Date
type Parts = Partial<Omit<Application, '_id' | 'applicant' | 'assignee'>>
type NewCase = Omit<Application, '_id' | 'applicant' | 'assignee'> & {
  _id: mongoose.Types.ObjectId
  applicant: string
  assignee: string | null
}

const hour = 3_600_000
const screeningDays = 10
const offerDays = 14
const waitingMonths = 12
/** Calendar days that an invented applicant has to answer, or the public to object. */
const answerDays = 10
const noticeDays = 14

/** Builds an invented case as it would be stored if its steps had been taken on their days. Sends no mail. */
function buildCase({ case: { founder, idea, steps }, cast, codes, reference, now }: Told): NewCase {
  const _id = new mongoose.Types.ObjectId()
  const at: At = step => new Date(now.getTime() - step.daysAgo * 24 * hour + 2 * hour)
  const [first] = steps
  const last = steps.findLast(isMove) ?? first
  const answers = answersOf(founder, idea, [...codes])
  const submittedAt = at(first)
  const assessments = steps.some(step => step.to === 'assessed') ? [assessmentOf(cast, submittedAt)] : []
  const offered = offerParts(steps, { code: codes[0], answers, at })
  return {
    _id,
    applicant: cast.founder,
    reference,
    state: last.to as ApplicationState,
    stateSince: at(last),
    startedFor: codes[0],
    premises: [...codes],
    answers,
    savedAt: Object.fromEntries(Object.keys(answers).map(section => [section, submittedAt])),
    revision: steps.length,
    submittedAt,
    applicantName: founder.latin.join(' '),
    snapshot: { at: submittedAt, formVersion, answers, documents: [] },
    searchTerms: caseTerms({ snapshot: { answers } }),
    assignee: steps.length > 1 ? cast.reviewer : null,
    assessments,
    score: meanScore({ assessments }),
    events: eventsOf(steps, cast, at),
    pendingEffects: [],
    createdAt: submittedAt,
    updatedAt: at(last),
    ...awaitedParts({ last, at, cast, founder }),
    ...(last.to === 'public_notice' ? noticeParts(at(last), codes[0]) : {}),
    ...waitingParts(last, assessments, at),
    ...offered,
    ...holdingParts(last, {
      _id,
      code: codes[0],
      handover: steps.find(step => step.to === 'handed_over'),
      at,
      papers: dutiesAtHandover(answers, offered.offer?.acceptance?.conditions ?? [], cityDayOf(at(last))),
    }),
  }
}

type Awaited = Pick<Told, 'cast'> & { last: Step; at: At; founder: Founder }

/** Returns the deadline fields of the last step, for the applicant or the office. */
function awaitedParts({ last, at, cast, founder }: Awaited): Parts {
  const { to } = last
  const by = { id: cast.reviewer, name: cast.names.reviewer }
  if (to === 'information_requested')
    return { returnTo: 'screening', ...requestParts({ step: last, at: at(last), by, locale: founder.language }) }
  const due = (days: number) => ({ dueOn: workingDayFrom(addDays(cityDayOf(at(last)), days)) })
  if (to === 'submitted') return due(5)
  if (to === 'assessed' || to === 'decision') return due(14)
  return to === 'screening' || to === 'review' ? due(screeningDays) : {}
}

/** Returns the day itself or, when the office is closed on it, the following Monday. */
const workingDayFrom = (day: CityDay): CityDay => addWorkingDays(addDays(day, -1), 1, { daysOff: [], makeUpDays: [] })

type Asked = { step: Step; at: Date; by: { id: string; name: string }; locale: string }

/** Returns the open information request of an invented case, item by item. */
function requestParts({ step, at, by, locale }: Asked): Partial<Pick<Application, 'request' | 'answerBy'>> {
  const answerBy = endOfCityDay(workingDayFrom(addDays(cityDayOf(at), answerDays)))
  const items = (step.asks ?? []).map(itemOf)
  const request: InformationRequest = { number: 1, askedAt: at, by, locale, items, answerBy, extensions: [] }
  return { answerBy, request }
}

const itemOf = ({ text, ...about }: Ask): RequestItem => ({
  ...about,
  id: `${about.about}-${about.target}`,
  text,
  state: 'open',
})

/** Returns the public notice of an invented decision. */
function noticeParts(at: Date, premises: string): Pick<Application, 'notice' | 'objections'> {
  return { notice: { premises, from: at, until: endOfCityDay(addDays(cityDayOf(at), noticeDays)) }, objections: [] }
}

function waitingParts(last: Step, assessments: Assessment[], at: At): Parts {
  return last.to === 'waitlisted' ? { waiting: waitingFrom({ assessments }, at(last), waitingMonths) } : {}
}

type Offered = { code: string; answers: Answers; at: At }

/** Returns the fields that making and accepting an offer would have set. */
function offerParts(steps: readonly Step[], { code, answers, at }: Offered): Parts {
  const made = steps.find(step => step.to === 'offered')
  if (!made) return {}
  const deadline = endOfCityDay(addDays(cityDayOf(at(made)), offerDays))
  return { offer: { premises: code, madeAt: at(made), deadline, ...acceptanceParts(steps, answers, at) } }
}

function acceptanceParts(steps: readonly Step[], answers: Answers, at: At): { acceptance?: Acceptance } {
  const accepted = steps.find(step => step.to === 'accepted')
  if (!accepted) return {}
  const state = steps.some(step => step.to === 'contracted') ? ('met' as const) : ('open' as const)
  const conditions = conditionsFor(answers, cityDayOf(at(accepted)))
  const stated = conditions.map(one => ({ ...one, _id: new mongoose.Types.ObjectId(), state }))
  return { acceptance: { at: at(accepted), conditions: stated } }
}

type Holding = {
  _id: mongoose.Types.ObjectId
  code: string
  handover: Step | undefined
  at: At
  papers: readonly PaperDuty[]
}

/** Returns the held premises with pending effects that update the listing and open the tenancy, as in other cases. */
function holdingParts({ to }: Step, { _id, code, handover, at, papers }: Holding): Parts {
  if (!holdsPremises(to as ApplicationState)) return {}
  const key = `application:${_id.toHexString()}:demonstration`
  const listing = { key: `${key}-listing`, kind: 'premises', facts: { code } }
  const published = { key: `${key}-public`, kind: 'public', facts: {} }
  if (to === 'public_notice') return { heldPremises: code, pendingEffects: [listing, published] }
  if (!handover) return { heldPremises: code, pendingEffects: [listing] }
  const handedOverOn = cityDayOf(at(handover))
  const facts = { premises: code, handoverOn: handedOverOn, rentFreeMonths: '36', papers: JSON.stringify(papers) }
  const tenancy = { key: `${key}-tenancy`, kind: 'tenancy', facts }
  return { heldPremises: code, handedOverOn, pendingEffects: [listing, tenancy] }
}

const isMove = (step: Step): boolean => step.to !== 'assessed' && step.to !== 'handed_over'

function eventsOf(steps: readonly Step[], cast: Cast, at: At): HistoryEvent[] {
  let from: string = 'draft'
  return steps.map(step => {
    const by = {
      kind: step.by === 'founder' ? ('applicant' as const) : step.by,
      id: cast[step.by],
      name: cast.names[step.by],
    }
    const told = {
      _id: new mongoose.Types.ObjectId(),
      at: at(step),
      by,
      ...reasonOf(step),
    }
    if (!isMove(step)) return { ...told, kind: step.to }
    const moved = { ...told, kind: 'moved', from, to: step.to }
    from = step.to
    return moved
  })
}

function reasonOf({ reason, asks }: Step): { reason?: string } {
  const said = reason ?? asks?.map(({ text }) => text).join('\n\n')
  return said ? { reason: said } : {}
}

function assessmentOf(cast: Cast, submittedAt: Date): Assessment {
  return {
    reviewer: cast.reviewer,
    reviewerName: cast.names.reviewer,
    at: new Date(submittedAt.getTime() + 6 * 24 * hour),
    noConflict: true,
    scores: Object.fromEntries(initialRubric.criteria.map(({ key }, index) => [key, topScore - 1 - (index % 2)])),
    comment: '计划清晰，经验充分。',
  }
}
