import type { Application, ApplicationState } from '#models/cases/application.ts'
import type { OfferedTerms } from '#models/cases/parts/offer.ts'
import type { Assessment } from '#models/cases/parts/assessment.ts'
import type { Objection } from '#models/deciding/objection.ts'
import { addDays, cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import type { Verdict } from '#shared/verdict.ts'
import { findTermsOfSeveral } from '../acceptance/offered-terms.ts'
import { moveFacts } from '../change.ts'
import { readCase, type ClosedReason } from '../content.ts'
import { interestOf, type Interest } from '../review/interest.ts'
import type { Deps, PremisesSummary, WhenLeft } from '../ports.ts'
import { isOpened } from '../review/opening.ts'
import type { Officer } from '../review/panel.ts'
import { canMove, movesOf, type Actor, type MoveRefusal } from '../states.ts'
import type { Place } from '../waiting/places.ts'
import { recipientOf } from '../writing/recipient.ts'
import type { Recipient } from '#web/writing/view.ts'

/** A case as one officer may see and move it today. */
export type CaseFile = {
  application: Application
  /** Moves that this person's role can make from the present state, each with what stands in its way. */
  moves: { to: ApplicationState | 'deleted'; verdict: Verdict<MoveRefusal> }[]
  /** Why the content is closed to this person and therefore left out; null when it is open. */
  closed: ClosedReason | null
  /** When the present stage began, or the deadline that ended it; also known to those for whom the content is closed. */
  since: Date
  interest: Interest
  /** The applicant as the recipient of texts. */
  recipient: Recipient
  /** This person's scores when others can see them by now: a change needs a reason. Null otherwise. */
  openedScores: Assessment | null
  /** Objections to the decision, oldest first; empty where the content is closed. */
  objections: Objection[]
  /** When the mails with the answers to the objections were sent, by objection; see `answersLeft`. */
  answersLeft: Map<string, WhenLeft>
  /** Choices in the applicant's order; `standing` is null when the code no longer exists. */
  choices: { code: string; standing: PremisesSummary | null }[]
  /** Terms that an offer of each free choice would have now; only read for those who can offer or announce one. */
  terms: ReadonlyMap<string, OfferedTerms>
  /** Place on the waiting list for each choice, or the place it would get now. */
  places: Place[]
  /** Officers whom the case can be assigned to; only read where the page shows them. */
  officers: Officer[]
  /** Ready answers in the applicant's language; only read where the page shows them. */
  ready: { value: string; label: string; text: string }[]
  /** Colleagues whom a note can mention; only read where the page shows them. */
  mentionable: { id: string; name: string }[]
  now: Date
  today: CityDay
  /** Last day of an offer made today, by the settings of the programme. */
  offerUntil: CityDay
}

export type FileDeps = Pick<Deps, 'accounts' | 'clock' | 'premises' | 'programme'> & {
  places: { on: (application: Application) => Promise<Place[]> }
  rules: { under: (application: Application) => Promise<Application> }
  objections: {
    to: (application: string) => Promise<Objection[]>
    answersLeft: (application: Application) => Promise<Map<string, WhenLeft>>
  }
}

/** Reads a case for a colleague, sealed where its content is closed to them. Throws "not found" for a draft. */
export async function openCaseFile(deps: FileDeps, id: string, actor: Actor): Promise<CaseFile> {
  const { accounts, clock, premises, programme, places, rules, objections } = deps
  const { application: read, closed, since } = await readCase(id, actor)
  const application = await rules.under(read)
  const settings = await programme.settings()
  const now = clock.now()
  const today = cityDayOf(now)
  const summaries = await premises.summaries.several(application.premises)
  // The reason comes with the form, so this check assumes that one is given.
  const facts = { ...moveFacts(application, now, settings, 'to be given'), note: 'to be given' }
  const moves = movesOf(application.state, actor).map(({ to }) => ({
    to,
    verdict: canMove(application.state, to, actor, facts),
  }))
  const offers = moves.some(({ to, verdict }) => verdict.ok && (to === 'offered' || to === 'public_notice'))
  return {
    application,
    moves,
    closed,
    since,
    interest: interestOf(application, actor.id),
    recipient: await recipientOf(accounts, application),
    openedScores: application.assessments.find(one => one.reviewer === actor.id && isOpened(application, one)) ?? null,
    objections: closed ? [] : await objections.to(id),
    answersLeft: closed ? new Map<string, WhenLeft>() : await objections.answersLeft(application),
    places: await places.on(application),
    choices: application.premises.map(code => ({ code, standing: summaries.get(code) ?? null })),
    terms: await findTermsOfSeveral(deps, offers && !closed ? application.premises : [], application),
    officers: [],
    mentionable: [],
    ready: [],
    now,
    today,
    offerUntil: addDays(today, settings.offerDays),
  }
}
