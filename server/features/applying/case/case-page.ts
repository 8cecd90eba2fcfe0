import { shownOfferOf } from '#features/cases/moves.ts'
import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import type { OfferedTerms } from '#models/cases/parts/offer.ts'
import type { Letter } from '#models/deciding/letter.ts'
import { cityDayOf, daysBetween } from '#shared/days/city-day.ts'
import type { OtherVersion } from '#shared/texts/writing.ts'
import { formatDay, formatInstant } from '#shared/texts/format.ts'
import { isMessageKey } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'
import type { DailyReadings } from '#features/documents/reads.ts'
import type { ScannedDocument } from '#features/documents/service.ts'
import { answersInWords, type AnswerGroup } from '#features/cases/answers/answers-in-words.ts'
import { nameOfTerms } from '#features/cases/acceptance/offered-terms.ts'
import { acceptedTerms, termsInWords, type AcceptedTerms } from '#features/cases/acceptance/terms-in-words.ts'
import { pastOffersView, type PastOfferView } from '#features/cases/acceptance/past-papers.ts'
import { acceptanceOf, liveOrLastOffer } from '#features/cases/acceptance/offer-acceptance.ts'
import { presentGrounds } from '#features/cases/notice/decision-reasons.ts'
import { documentLine, type DocumentLine } from '#features/cases/documents/document-labels.ts'
import { lettersView, type LetterView } from '#features/cases/letters/view.ts'
import type { PremisesSummary, TenancySummary } from '#features/cases/ports.ts'
import type { RequestProgress } from '#features/cases/requests/progress.ts'
import { nextActOf } from '#features/cases/status/next-act.ts'
import { stageOf, turnSince, type Turn } from '#features/cases/status/stage.ts'
import type { Place } from '#features/cases/waiting/places.ts'
import { statusRows, type StatusRow } from '#features/cases/status/status-text.ts'
import { timelineOf, type TimelineEntry } from '#features/cases/applicant/timeline.ts'
import { canMove, hasEnded } from '#features/cases/states.ts'
import {
  caseHref,
  nextStep,
  ownPlace,
  premisesCard,
  stateLabel,
  shownStageOf,
  type PremisesCard,
  type ApplicantReader,
  type StatusLabel,
} from '#features/cases/applicant/labels.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { questionView, type QuestionView, type RefusedAnswer } from '../requests/view.ts'
import { ownInterview, type OwnInterview } from '../interview/view.ts'
import { threadOf, type Thread } from '../messages/page.ts'

type OfferView = {
  title: string
  about: PremisesCard
  deadline: string
  left: string
  urgent: boolean
  /** `name`: which terms the page shows (`nameOfTerms`). `draft`: address of the draft of the contract. */
  terms?: { rows: { label: string; value: string }[]; name: string; draft: string }
  /** Further consequences of the answer to the offer. */
  notes: string[]
}
type PlacesView = { lines: { text: string; note: string | null }[]; until: string }
export type CasePage = {
  title: string
  breadcrumb: Breadcrumb
  demo: boolean
  status: StatusLabel
  turn?: string
  yourTurn: boolean
  next: string
  /** Where the applicant does it; null when it is not their turn, or done on this page. */
  go: { href: string; label: string } | null
  /** Where a new application begins; null while this one is under way. */
  again: string | null
  /** Rows that say what happened, who acts next, by when, what happens otherwise and what follows. */
  standing: StatusRow[]
  reason?: string
  /** The reason in other languages. */
  besides: OtherVersion[]
  offer?: OfferView
  /** The open offer that the page shows (`shownOfferOf`). */
  shownOffer: string
  offerOver?: string
  places?: PlacesView
  question?: QuestionView
  tenancy?: string
  interview: OwnInterview | null
  thread: Thread
  /** Why an act was not carried out; null at first. */
  alert: string | null
  /** Address of the page with the steps left before the contract. */
  acceptance?: string
  accepted: AcceptedTerms | null
  premises: PremisesCard[]
  timeline: TimelineEntry[]
  /** Address of the PDF copy of the submitted application; null when there is none. */
  copy: string | null
  answers: AnswerGroup[]
  documents: (DocumentLine & { kind: string; mend: string | null })[]
  documentsTitle: string
  pastOffers: PastOfferView[]
  letters: LetterView[]
  readings: { document: string; who: string; when: string; times: string | null }[]
  /** Where the forms of this page post to. */
  action: string
  withdraw?: { action: string; text: string; shownOffer: string }
}
export const renderCase = view<CasePage>('applying/case/case')

export type CaseShown = {
  application: Application
  documents: ScannedDocument[]
  letters: readonly Letter[]
  readings: DailyReadings[]
  known: Map<string, PremisesSummary>
  tenancy: TenancySummary | undefined
  /** Terms of the open offer; null without one. */
  terms: OfferedTerms | null
  /** Places on the waiting lists; empty unless the case waits. */
  places: readonly Place[]
  /** Progress of the answer to an information request. */
  standing: RequestProgress
  refused?: RefusedAnswer | undefined
  alert?: string | undefined
}

export function casePage(reader: ApplicantReader, shown: CaseShown): CasePage {
  const { t, locale } = reader
  const { application, documents, known, tenancy } = shown
  const title = application.reference
    ? t('apply.case.title', { reference: application.reference })
    : t('apply.case.untitled')
  const action = caseHref(locale, application)
  return {
    title,
    breadcrumb: [{ label: t('apply.list.title'), href: pathTo(locale, '/applications') }, { label: title }],
    demo: [...known.values()].some(summary => summary.demo),
    ...statusParts(reader, shown),
    ...offerOf(reader, shown),
    shownOffer: shownOfferOf(application),
    ...placesView(reader, application, shown.places),
    ...questionView(reader, { application, standing: shown.standing, refused: shown.refused }),
    ...(acceptanceOf(application) ? { acceptance: `${action}/acceptance` } : {}),
    accepted: acceptedTerms(reader, application),
    ...(tenancy ? { tenancy: pathTo(locale, '/tenancies/:id', { id: tenancy.id }) } : {}),
    premises: application.premises.map(code => premisesCard(code, known.get(code), reader)),
    interview: ownInterview(reader, application),
    thread: threadOf(reader, application),
    alert: shown.alert ?? null,
    timeline: timelineOf(application, reader),
    copy: application.snapshot && !application.anonymisedAt ? `${action}/papers/submitted` : null,
    answers: answersInWords(t, locale, application.snapshot?.answers ?? application.answers),
    documents: documents.map(document => ({
      ...documentLine(reader, { document, base: action, handedIn: true }),
      kind: t(`document.kind.${document.kind}`),
      mend: document.scanState === 'infected' && !hasEnded(application.state) ? `${action}/documents` : null,
    })),
    pastOffers: pastOffersView({ t, locale, readsPapers: true }, application),
    letters: lettersView({ t, locale }, shown.letters, application),
    documentsTitle: t('apply.section.documents'),
    readings: shown.readings.map(reading => readingOf(reader, reading)),
    action,
    ...(mayWithdraw(application)
      ? { withdraw: { action, text: t('apply.withdraw.text'), shownOffer: shownOfferOf(application) } }
      : {}),
  }
}

function readingOf({ t, locale }: ApplicantReader, { kind, by, last, times }: DailyReadings) {
  const role = `case.actor.${by.role}`
  return {
    document: t(`document.kind.${kind}`),
    who: t('document.reads.who', { name: by.name, role: isMessageKey(role) ? t(role) : '' }),
    when: formatInstant(locale, last),
    times: times > 1 ? t('document.reads.times', { count: times }) : null,
  }
}

/**
 * Returns where to begin a new application: with the same units as far as they are free, otherwise where units are found.
 * Null while this one is under way.
 */
function newApplicationHref(
  { locale }: ApplicantReader,
  { application, tenancy, known }: Pick<CaseShown, 'application' | 'tenancy' | 'known'>,
): string | null {
  const { premises, state } = application
  if (!hasEnded(state) && tenancy?.stage !== 'ended') return null
  const declined = state === 'declined' ? liveOrLastOffer(application)?.premises : null
  const free = premises.filter(code => code !== declined && known.get(code)?.open)
  const query = free.map(code => `premises=${code}`).join('&')
  return free.length > 0 ? `${pathTo(locale, '/applications')}?${query}` : pathTo(locale, '/premises')
}

function statusParts(reader: ApplicantReader, { application, tenancy, known }: CaseShown) {
  const { t, now } = reader
  const shownStage = shownStageOf({ application, tenancy }, now)
  const ended = hasEnded(shownStage)
  const act = nextActOf(application, shownStage)
  const yourTurn = act.who === 'applicant'
  const turn = shownStage === stageOf(application) ? turnSince(application) : null
  const grounds = ended ? application.events.findLast(event => event.to === shownStage) : null
  const { text: reason, besides } = presentGrounds(reader, grounds ?? {}, reader.locale === 'zh' ? '' : ' ')
  return {
    status: stateLabel({ application, tenancy }, reader),
    yourTurn,
    ...(turn ? { turn: turnInWords(reader, turn) } : {}),
    next: nextStep({ application, tenancy }, reader),
    again: newApplicationHref(reader, { application, tenancy, known }),
    go: act.at.applicant || act.situation === 'offer_waits' ? ownPlace(reader, application, act) : null,
    standing: statusRows(
      {
        t,
        locale: reader.locale,
        side: 'applicant',
        today: cityDayOf(reader.now),
        ...(tenancy?.stage === 'ended' ? { since: tenancy.since } : {}),
      },
      application,
      shownStage,
    ),
    ...(reason ? { reason: t('apply.case.reason', { reason }) } : {}),
    besides,
  }
}

const turnInWords = ({ t, locale }: ApplicantReader, { who, since }: Turn): string =>
  [
    t(who === 'applicant' ? 'apply.case.who-you' : 'apply.case.who-office'),
    t('request.since', { day: formatDay(locale, since) }),
  ].join(' ')

function offerOf(reader: ApplicantReader, { application, known, terms }: CaseShown) {
  const { t, locale, now } = reader
  const { offer, state } = application
  if (state !== 'offered' || !offer) return {}
  const day = formatDay(locale, offer.deadline)
  if (now > offer.deadline) return { offerOver: t('apply.offer.over', { day }) }
  const daysLeft = daysBetween(cityDayOf(now), cityDayOf(offer.deadline))
  return {
    offer: {
      title: t('apply.offer.title', { premises: offer.premises }),
      about: premisesCard(offer.premises, known.get(offer.premises), reader),
      deadline: t('apply.offer.deadline', { day }),
      left: daysLeft === 0 ? t('apply.offer.last-day') : t('apply.offer.days', { count: daysLeft }),
      urgent: daysLeft <= 2,
      ...(terms ? { terms: termsOf(reader, application, terms) } : {}),
      notes: offerNotes(reader, application),
    },
  }
}

const termsOf = (reader: ApplicantReader, application: Application, terms: OfferedTerms) => ({
  rows: termsInWords(reader, terms).map(([label, value]) => ({ label, value })),
  name: nameOfTerms(terms),
  draft: `${caseHref(reader.locale, application)}/papers/draft-contract`,
})

/**
 * Returns the notes on an offer: that its deadline was extended, and that either answer ends the wait for the other
 * choices.
 */
function offerNotes({ t, locale }: ApplicantReader, { offer, premises }: Application): string[] {
  if (!offer) return []
  const others = premises.filter(code => code !== offer.premises)
  const gaps = {
    rank: premises.indexOf(offer.premises) + 1,
    total: premises.length,
    codes: others.join(t('list.comma')),
  }
  return [
    ...(offer.extendedFrom ? [t('waiting.offer.extended', { day: formatDay(locale, offer.extendedFrom) })] : []),
    ...(others.length > 0 ? [t('waiting.offer.gives-up', gaps)] : []),
  ]
}

/** Returns the place of the application on the waiting list of each choice and the day until which it waits. */
function placesView(
  { t, locale }: ApplicantReader,
  { state, waiting }: Application,
  places: readonly Place[],
): { places?: PlacesView } {
  if (state !== 'waitlisted' || !waiting || places.length === 0) return {}
  return {
    places: {
      lines: places.map(({ code, place, of }) => ({
        text: t('waiting.place', { code, place, total: of }),
        note: place === 1 ? t('waiting.yours.next') : null,
      })),
      until: t('waiting.yours.until', { day: formatDay(locale, waiting.until) }),
    },
  }
}

/** Asks the state table, because the button must not offer a move that would be refused. */
function mayWithdraw({ state }: Application): boolean {
  const facts = { deadlinePassed: false, returnTo: null, reviewers: [], everSubmitted: true, publicNoticeDays: 0 }
  return canMove(state, 'withdrawn', { kind: 'applicant' }, facts).ok
}
