import type { Application, ApplicationState } from '#models/cases/application.ts'
import type { ContractTerms } from '#models/cases/parts/acceptance.ts'
import type { TextToTranslate } from '#models/parts/text-to-translate.ts'
import type { Writing } from '#models/parts/writing.ts'
import { checkEach, type Rule, type Problem } from '#shared/checks.ts'
import { contradictsItself } from '#shared/texts/writing.ts'
import { sealOf } from '#features/cases/answers/snapshot.ts'
import { findUnremovedFields } from '#features/cases/anonymised.ts'
import { applicationStates, hasEnded, movesOf } from '#features/cases/states.ts'
import { scoringActs } from '#features/cases/review/opening.ts'
import { amountsOf } from '#features/cases/acceptance/offered-terms.ts'
import { causeOfContract, allOffersOf } from '#features/cases/acceptance/offer-acceptance.ts'
import { caseActions } from '../case-actions.ts'

const rule = (name: string, wrong: (application: Application) => string | null): Rule<Application> => ({
  name,
  level: 'violation',
  find: checkEach(wrong),
})

/** Rules for a single case, independent of other data. */
export const caseRules: readonly Rule<Application>[] = [
  rule('every history leads by moves of the table to the state of the case', brokenHistory),
  rule('state and fields of a case agree', disagreement),
  rule('what was handed in is there and unchanged', brokenSnapshot),
  rule('every contract has the terms of its offer', otherTerms),
  rule('a nameless case keeps nothing but what is named', one => (one.anonymisedAt ? findUnremovedFields(one) : null)),
  rule('no case that was made nameless is open', openAndNameless),
  rule('nobody scores against a conflict of interest or decides what they scored', findPartiality),
]

/**
 * Checks that each move starts where the one before it ended, is in the state table, and that the last one leads to the
 * present state.
 */
function brokenHistory({ events, state }: Application): string | null {
  let at: ApplicationState = 'draft'
  for (const { from, to, by } of events) {
    if (!isState(to)) continue
    if (from !== at) return `a move from ${from ?? 'nowhere'} to ${to} while the case was in ${at}`
    const actor = { kind: by.kind, ...(by.id ? { id: by.id } : {}) }
    if (!movesOf(at, actor).some(move => move.to === to)) return `${by.kind} moved it from ${at} to ${to}`
    at = to
  }
  return at === state ? null : `the history ends in ${at}, the case is in ${state}`
}

const isState = (state: string | null | undefined): state is ApplicationState =>
  (applicationStates as readonly (string | null | undefined)[]).includes(state)

const stateRules: {
  when: (case_: Application) => boolean
  holds: (case_: Application) => boolean
  otherwise: string
}[] = [
  { when: wasSubmitted, holds: ({ reference }) => Boolean(reference), otherwise: 'handed in without a reference' },
  {
    when: ({ state }) => state === 'draft',
    holds: one => !wasSubmitted(one),
    otherwise: 'a draft that was handed in',
  },
  {
    when: ({ state }) => state !== 'draft' && state !== 'withdrawn',
    holds: wasSubmitted,
    otherwise: 'past the draft and never handed in',
  },
  {
    when: ({ state }) => state === 'offered' || state === 'accepted',
    holds: ({ offer, heldPremises }) => Boolean(offer?.deadline) && offer?.premises === heldPremises,
    otherwise: 'the offer names no deadline or another premises than the one that is kept',
  },
  {
    when: ({ state }) => state === 'public_notice',
    holds: ({ notice, heldPremises }) => Boolean(notice?.until) && notice?.premises === heldPremises,
    otherwise: 'announced without an end, or for another premises than the one that is kept',
  },
  {
    when: ({ state }) => state === 'contracted',
    holds: ({ heldPremises, events }) => Boolean(heldPremises) || events.some(({ kind }) => kind === 'released'),
    otherwise: 'a contract without a premises, which nobody released',
  },
  {
    when: ({ state }) => hasEnded(state),
    holds: ({ heldPremises }) => !heldPremises,
    otherwise: 'ended and keeps a premises',
  },
  {
    when: ({ state }) => state === 'draft',
    holds: ({ heldPremises }) => !heldPremises,
    otherwise: 'a draft keeps a premises',
  },
  {
    when: ({ state }) => state === 'information_requested',
    holds: ({ returnTo, answerBy }) => Boolean(returnTo && answerBy),
    otherwise: 'information is requested without a deadline or a way back',
  },
  {
    when: ({ handedOverOn }) => Boolean(handedOverOn),
    holds: ({ state }) => state === 'contracted',
    otherwise: 'handed over without a contract',
  },
]

/** Finds a contract with other amounts or months than its offer. Contracts from before offers had terms name no offer. */
function otherTerms(application: Application): string | null {
  const wrong = allOffersOf(application).some(({ terms, acceptance }) => {
    const contract = acceptance?.contract
    if (!terms || !contract?.offeredOn) return false
    const printed = { ...amountsOf(contract.premises), months: contract.rentFreeMonths }
    return JSON.stringify(printed) !== JSON.stringify({ ...amountsOf(terms), months: terms.rentFreeMonths })
  })
  return wrong ? 'the contract differs from the offer that was accepted' : null
}

/** Checks that an anonymised case is over: it has ended, or its tenancy has given back the premises. */
function openAndNameless({ anonymisedAt, state, handedOverOn, heldPremises }: Application): string | null {
  if (!anonymisedAt || hasEnded(state)) return null
  if (state !== 'contracted') return `nameless, and ${state}`
  if (!handedOverOn) return 'nameless, and waits for a handover'
  return heldPremises ? 'nameless, and keeps a premises' : null
}

function disagreement(application: Application): string | null {
  return stateRules.find(({ when, holds }) => when(application) && !holds(application))?.otherwise ?? null
}

function wasSubmitted({ submittedAt }: Application): boolean {
  return Boolean(submittedAt)
}

function brokenSnapshot(application: Application): string | null {
  if (!wasSubmitted(application)) return null
  const { snapshot } = application
  if (!snapshot) return 'handed in, and nothing is kept of it'
  return !snapshot.sha256 || snapshot.sha256 === sealOf(snapshot) ? null : 'differs from what was handed in'
}

type Event = Application['events'][number]
const hasActed = (events: readonly Event[], kind: string, who: string): boolean =>
  events.some(event => event.kind === kind && event.by.id === who)

/**
 * Finds scores or decisions by somebody with a declared conflict of interest, and decisions by somebody who had scored the
 * case.
 */
function findPartiality({ events }: Application): string | null {
  const wrong = events.map((event, index) => partialityIn(event, events.slice(0, index)))
  return wrong.find(why => why !== null) ?? null
}

function partialityIn({ kind, from, by }: Event, before: readonly Event[]): string | null {
  const scores = scoringActs.includes(kind)
  const decides = by.kind === 'decider' && from === 'decision'
  if (!by.id || !(scores || decides)) return null
  if (hasActed(before, 'interest_conflict', by.id)) return 'somebody with a declared conflict of interest went on'
  return decides && hasActed(before, 'assessed', by.id) ? 'decided by somebody who had scored it' : null
}

/** A document number with the key for which it was drawn. */
type Numbered = { cause: string; number: string }

/** Services that know which numbers were drawn and with which editions of the texts documents were issued. */
export type IssuedToCheck = {
  letterhead: {
    numbers: { wrongAmong(series: 'contract', documents: readonly Numbered[]): Promise<Map<string, string>> }
  }
  wording: { editions: { known(group: 'letter' | 'contract', names: readonly string[]): Promise<Set<string>> } }
}

/** Checks that the number and the edition named in a contract exist, so that it can be found and drawn again (ADR 127). */
export function contractRule({ letterhead, wording }: IssuedToCheck): Rule<Application> {
  return {
    name: 'every contract has its number in the register and the texts that it was prepared by',
    level: 'violation',
    async find(batch) {
      const contracts = batch.flatMap(contractsOf)
      const numbered = contracts.flatMap(({ cause, terms: { number } }) => (number ? [{ cause, number }] : []))
      const wrong = await letterhead.numbers.wrongAmong('contract', numbered)
      const editions = await wording.editions.known(
        'contract',
        contracts.flatMap(({ terms }) => terms.edition ?? []),
      )
      return contracts.flatMap(({ id, cause, terms: { edition } }): Problem[] => [
        ...toProblems(id, wrong.get(cause)),
        ...(edition && !editions.has(edition) ? [{ id, why: 'the texts of its contract are not kept' }] : []),
      ])
    },
  }
}

const toProblems = (id: string, why: string | undefined): Problem[] => (why ? [{ id, why }] : [])

/** A prepared contract. `cause`: the key for which its number was drawn. */
type Prepared = { id: string; cause: string; terms: ContractTerms }

const contractsOf = ({ _id, offer, pastOffers = [] }: Application): Prepared[] =>
  [offer, ...pastOffers].flatMap(one => {
    const terms = one?.acceptance?.contract
    return one && terms ? [{ id: _id.toHexString(), cause: causeOfContract(_id, one), terms }] : []
  })

/** Rules for the office's texts in two languages (ADR 133). */
export const writingRules: readonly Rule<Application>[] = [
  rule('a translation stands beside an original in another language', sameLanguage),
  rule('what waits for a translation is of a known act, into another language, and whole once it is given', brokenText),
  rule('no text about a condition waits once the keys are given', lateCondition),
]

/** Returns all texts that the office wrote in a case, as far as their language was asked. */
function writingsOf(application: Application) {
  const { events, messages = [], request, pastRequests = [], objectionAnswers = [] } = application
  const { interview, pastInterviews = [] } = application
  const requests = [...pastRequests, ...(request ? [request] : [])]
  const calledOff = [...pastInterviews, interview].map(one => one?.cancelled ?? {})
  const asked = requests.flatMap(({ items, extensions }) => [...items, ...extensions])
  const conditions = allOffersOf(application).flatMap(({ acceptance }) => acceptance?.conditions ?? [])
  const told = [...events, ...messages, ...asked, ...objectionAnswers, ...calledOff]
  return [
    ...told.map((one: { writing?: Writing | null }) => one.writing),
    ...[...pastInterviews, interview].flatMap(one => [one?.placeWriting, one?.noteWriting]),
    ...conditions.flatMap(({ textWriting, noteWriting }) => [textWriting, noteWriting]),
  ].filter((writing): writing is Writing => Boolean(writing))
}

function sameLanguage(application: Application): string | null {
  const wrong = writingsOf(application).filter(contradictsItself)
  return wrong.length > 0 ? `${String(wrong.length)} of them in the language of the original` : null
}

function brokenText({ toTranslate = [] }: Application): string | null {
  const wrong = toTranslate.filter(text => !isWhole(text))
  return wrong.length > 0 ? `broken: ${wrong.map(({ _id }) => _id.toHexString()).join(', ')}` : null
}

function lateCondition({ handedOverOn, toTranslate = [] }: Application): string | null {
  const late = toTranslate.filter(({ act }) => act === 'condition-add' || act === 'condition-change')
  return handedOverOn && late.length > 0 ? late.map(({ _id }) => _id.toHexString()).join(', ') : null
}

const isWhole = ({ act, language, into, texts, translated }: TextToTranslate): boolean =>
  caseActions.named(act) !== undefined &&
  language !== into &&
  (!translated || texts.every(({ translation }) => Boolean(translation)))
