import type { Application, ApplicationState } from '#models/cases/application.ts'
import type { Objection } from '#models/deciding/objection.ts'
import { addDays, cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import type { Verdict } from '#shared/verdict.ts'
import { moveFacts } from '../change.ts'
import { readCase, type Closed } from '../content.ts'
import { interestOf, type Interest } from '../review/interest.ts'
import type { Deps, PremisesSummary } from '../ports.ts'
import { isOpened } from '../review/opening.ts'
import type { Officer } from '../review/panel.ts'
import { canMove, movesOf, type Actor, type MoveRefusal } from '../states.ts'
import type { Place } from '../waiting/places.ts'
import { recipientOf } from '../writing/recipient.ts'
import type { Recipient } from '#web/writing/view.ts'

/** A case as one officer may see and move it today. */
export type CaseFile = {
  application: Application
  /** The states that this person's role leads to from here, and what stands in the way. */
  moves: { to: ApplicationState | 'deleted'; verdict: Verdict<MoveRefusal> }[]
  /** Why its content is closed to this person, and so left out; null when it is open. */
  closed: Closed | null
  /** When the stage that it is at began, or the deadline was that ended it: the same for whomever it is closed to. */
  since: Date
  interest: Interest
  /** The applicant, as somebody to write to. */
  recipient: Recipient
  /** Scores that this person gives now take the place of others that were given blind. */
  changesScores: boolean
  /** What people have against the decision, oldest first; none where the content is closed. */
  objections: Objection[]
  /** When the letters with answers to them left, by objection: see `answersLeft`. */
  answersLeft: Map<string, Date | null>
  /** In the applicant's order; null where the code names nothing any more. */
  choices: { code: string; standing: PremisesSummary | null }[]
  /** Where the case stands for each choice on the waiting list, or would if it were put there now. */
  places: Place[]
  /** Whom the case can be given to; only read where the page shows it. */
  officers: Officer[]
  /** Ready-made answers in the applicant's language; only read where the page shows them. */
  ready: { value: string; label: string; text: string }[]
  /** Whom a note can tell; only read where the page shows it. */
  mentionable: { id: string; name: string }[]
  now: Date
  today: CityDay
  /** The last day of an offer made today, by the programme's setting. */
  offerUntil: CityDay
}

export type FileDeps = Pick<Deps, 'accounts' | 'clock' | 'premises' | 'programme'> & {
  places: { on: (application: Application) => Promise<Place[]> }
  rules: { under: (application: Application) => Promise<Application> }
  objections: {
    to: (application: string) => Promise<Objection[]>
    answersLeft: (application: Application) => Promise<Map<string, Date | null>>
  }
}

export function caseFiles({ accounts, clock, premises, programme, places, rules, objections }: FileDeps) {
  /** Opens a case for a member of the staff, as far as it is open to them. A draft is not found. */
  async function open(id: string, actor: Actor): Promise<CaseFile> {
    const { application: read, closed, since } = await readCase(id, actor)
    const application = await rules.under(read)
    const settings = await programme.settings()
    const now = clock.now()
    const today = cityDayOf(now)
    const summaries = await premises.summaries.several(application.premises)
    // The reason comes with the form; whether there will be one is not what is asked here.
    const facts = { ...moveFacts(application, now, settings, 'to be given'), note: 'to be given' }
    return {
      application,
      moves: movesOf(application.state, actor).map(({ to }) => ({
        to,
        verdict: canMove(application.state, to, actor, facts),
      })),
      closed,
      since,
      interest: interestOf(application, actor.id),
      recipient: await recipientOf(accounts, application),
      changesScores: application.assessments.some(one => one.reviewer === actor.id && isOpened(application, one)),
      objections: closed ? [] : await objections.to(id),
      answersLeft: closed ? new Map<string, Date | null>() : await objections.answersLeft(application),
      places: await places.on(application),
      choices: application.premises.map(code => ({ code, standing: summaries.get(code) ?? null })),
      officers: [],
      mentionable: [],
      ready: [],
      now,
      today,
      offerUntil: addDays(today, settings.offerDays),
    }
  }

  return open
}
