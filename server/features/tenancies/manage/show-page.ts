import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import type { LocalisedText } from '#models/parts/localised-text.ts'
import type { Letter } from '#models/deciding/letter.ts'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import { daysBetween, type CityDay } from '#shared/days/city-day.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatArea, formatDay, formatNumber } from '#shared/texts/format.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { view } from '#web/pages/view.ts'
import type { ScannedDocument } from '#features/documents/service.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { appealView, renewalView, type AppealView, type RenewalView } from '../renewal/renewal-files.ts'
import {
  displayStateDay,
  dutyView,
  endFacts,
  eventViews,
  inspectionView,
  meterFacts,
  milestoneLabel,
  paidFacts,
  pauseView,
  displayStateOf,
  reportViews,
  type DutyView,
  type EventView,
  type Fact,
  type Label,
  type PauseView,
  type ReportView,
} from '../texts/tenancy-text.ts'
import { withAnswerFiles, type InspectionWithFiles } from '../inspections/answer-files.ts'
import { dutiesOf, isMilestone, upcomingDuties } from '../duties/duties.ts'
import { unreadDutyReports } from '../duties/duty-reports.ts'
import { contractFacts } from '../texts/contract-facts.ts'
import { clockRingOf, type ClockRing } from '../texts/clock-ring.ts'
import { clockUntilEnd, findEndDay, findLastFreeDay } from '../duties/last-day.ts'
import { acceptedTerms, type AcceptedTerms } from '#features/cases/acceptance/terms-in-words.ts'
import { seesPassports } from '#features/cases/documents/passports.ts'
import { lettersView, type LetterView } from '#features/cases/letters/view.ts'
import { partyFacts } from '#shared/texts/party.ts'
import { numberMilestones, openPause, type RentFreeClock } from '../rules.ts'
import { canMoveTenancy, isBeingTerminated, tenancyHasEnded, type TenancyActor } from '../states.ts'
import { actionsOpenTo } from '../actions/index.ts'
import { party } from '../actions/party.ts'
import { isOpenTo } from './action.ts'
import { proposalFacts } from './proposal-facts.ts'
import { milestoneName } from './lease-form.ts'
import { dayInWords, stateLabel, type TenancyReader } from './labels.ts'

type LinkedFact = Fact & { href?: string; action?: string }
type MilestoneRow = { what: string; due: string; day: string; state: Label; href: string | null; link: string }
type ActionLink = { href: string; label: string; tone: 'main' | 'second' | 'danger' }
type LeasePage = {
  title: string
  demo: boolean
  breadcrumb: Breadcrumb
  premises: { code: string; text: string; href: string }
  state: { tone: string; label: string }
  /** Says that the texts people wrote were removed. */
  retained: string | null
  now: string
  /** Proposal that waits for a second person. */
  proposal: { waits: string; facts: Fact[] } | null
  /** The tenant's appeal against a termination, while it waits for its answer. */
  appeal: AppealView | null
  /** Why this reader cannot answer it. */
  appealNote: string | null
  duties: DutyView[]
  /** Says how many further obligations are due later; null when there are none. */
  later: string | null
  actions: ActionLink[]
  /** Null once the tenancy has ended, and while a termination may end it, since the remaining time is not certain then. */
  clock: { ring: ClockRing; left: string; span: string } | null
  /** Says why there is no clock. */
  noClock: string | null
  letters: LetterView[]
  facts: LinkedFact[]
  accepted: AcceptedTerms | null
  renewal: RenewalView | null
  milestones: MilestoneRow[]
  reports: ReportView[]
  inspections: (InspectionWithFiles & { href: string | null })[]
  findingsAt: string | null
  pauses: PauseView[]
  handover: { facts: Fact[]; inventory: string; href: string } | null
  exit: { facts: Fact[]; condition: string; defects: string } | null
  events: EventView[]
}
export const renderLease = view<LeasePage>('tenancies/manage/show')

type Premises = { title: LocalisedText; areaUsableSqM: number; demo: boolean }
type Around = {
  application: Application
  documents: readonly ScannedDocument[]
  letters: readonly Letter[]
  premises: Premises | undefined
  seesCases: boolean
  actor: TenancyActor
}

export function leasePage(reader: TenancyReader, tenancy: Tenancy, around: Around): LeasePage {
  const { t, locale, today } = reader
  const href = pathTo(locale, '/staff/tenancies/:id', { id: tenancy._id.toHexString() })
  const over = tenancyHasEnded(tenancy.state)
  const acts = isOfficer(around.actor) && !over
  const duties = dutiesOf(tenancy)
  const files = { documents: around.documents, mayRead: around.seesCases }
  const near = upcomingDuties(duties, today)
  const later =
    duties.filter(({ what }) => isMilestone(what)).length - near.filter(({ what }) => isMilestone(what)).length
  return {
    ...headOf(reader, tenancy, around.premises),
    now: t(`lease.now.${displayStateOf(tenancy, today)}`, currentStateValues(reader, tenancy)),
    proposal: proposalOf(reader, tenancy),
    appeal: appealView(reader, tenancy, files),
    appealNote: appealNoteOf(reader, tenancy, around.actor),
    duties: near.map(duty => dutyView(reader, duty)),
    later: later > 0 ? t('lease.duties.later', { count: later }) : null,
    actions: actionLinks(reader, tenancy, { actor: around.actor, href }),
    clock: clockView(reader, tenancy),
    noClock: isBeingTerminated(tenancy) ? t('tenancy.clock.terminating') : null,
    letters: lettersView(reader, around.letters, around.application),
    facts: factsOf(reader, tenancy, around),
    accepted: acceptedTerms(reader, around.application),
    renewal: renewalView(reader, tenancy, { documents: around.documents, mayRead: around.seesCases }),
    milestones: milestoneRows(reader, tenancy, acts ? href : null),
    reports: reportViews(reader, tenancy.reports),
    inspections: tenancy.inspections
      .map(inspection =>
        withAnswerFiles(reader, { tenancy, around: files }, inspectionView(reader, inspection, { over })),
      )
      .map(shown => ({
        ...shown,
        href:
          acts && shown.planned
            ? pathTo(locale, '/staff/tenancies/:id/inspections/:target', {
                id: tenancy._id.toHexString(),
                target: shown.id,
              })
            : null,
      }))
      .reverse(),
    findingsAt: acts ? `${href}/findings` : null,
    pauses: tenancy.pauses.map(pause => pauseView(reader, pause)),
    handover: handoverOf(
      reader,
      around.application,
      pathTo(locale, '/staff/tenancies/:id/handover', { id: tenancy._id.toHexString() }),
    ),
    exit: exitOf(reader, tenancy),
    events: eventViews(reader, tenancy),
  }
}

const isOfficer = ({ kind }: TenancyActor): boolean => kind === 'reviewer' || kind === 'decider'

function headOf({ t, locale }: TenancyReader, tenancy: Tenancy, premises: Premises | undefined) {
  return {
    title: t('lease.title', { premises: tenancy.premises }),
    demo: premises?.demo ?? false,
    breadcrumb: [
      deskCrumb({ t, locale }),
      { label: t('lease.list.title'), href: pathTo(locale, '/staff/tenancies') },
      { label: tenancy.premises },
    ],
    premises: {
      code: tenancy.premises,
      text: premises
        ? `${readText(premises.title, locale).text}${dot}${formatArea(locale, premises.areaUsableSqM)}`
        : '',
      href: pathTo(locale, '/premises/:code', { code: tenancy.premises }),
    },
    state: stateLabel(t, tenancy),
    retained: tenancy.anonymisedAt ? t('lease.retained', { day: formatDay(locale, tenancy.anonymisedAt) }) : null,
  }
}

function proposalOf(reader: TenancyReader, tenancy: Tenancy): LeasePage['proposal'] {
  const { proposal, reference } = tenancy
  if (!proposal) return null
  const { t } = reader
  const what = t(`lease.action.${proposal.act}`)
  const waits = t('lease.proposal.waits', { what, who: proposal.by.name, reference })
  return { waits, facts: proposalFacts(reader, tenancy) }
}

function appealNoteOf({ t, today }: TenancyReader, tenancy: Tenancy, actor: TenancyActor): string | null {
  const verdict = canMoveTenancy('appeal', tenancy, actor, { today })
  const own = !verdict.ok && verdict.reason === 'own-termination'
  return own ? t('tenancy.appeal-own', { reference: tenancy.reference }) : null
}

/** Returns the days used in the sentence about the present state. */
const currentStateValues = ({ locale }: TenancyReader, tenancy: Tenancy) => ({
  until: dayInWords(locale, tenancy.rentFreeUntil),
  day: dayInWords(locale, displayStateDay(tenancy)),
})

/** Returns the links to the actions. The first one that is a regular step is the main one. */
function actionLinks(
  { t, today }: TenancyReader,
  tenancy: Tenancy,
  { actor, href }: { actor: TenancyActor; href: string },
) {
  // The link to the correction of the party stands beside its name.
  const actions = actionsOpenTo(tenancy, { actor, today }).filter(action => action !== party)
  const main = actions.find(({ step }) => step)
  return actions.map(action => ({
    href: `${href}/${action.name}`,
    label: t(`lease.action.${action.name}`),
    tone: action.danger ? ('danger' as const) : action === main ? ('main' as const) : ('second' as const),
  }))
}

function clockView({ t, locale, today }: TenancyReader, tenancy: Tenancy): LeasePage['clock'] {
  const clock = clockUntilEnd(tenancy, today)
  if (!clock) return null
  const last = findLastFreeDay(tenancy)
  const until = dayInWords(locale, last)
  const remainingText = clock.over ? t('lease.clock.over', { until }) : t('lease.clock.left', { count: clock.leftDays })
  const unit = t('tenancy.clock.left-short', { count: clock.leftDays })
  return {
    ring: clockRingOf(clock, { number: formatNumber(locale, clock.leftDays, 0), unit, label: remainingText }),
    left: remainingText,
    span: t(`lease.clock.span.${spanOf(tenancy, clock, today)}`, {
      total: clock.totalDays,
      calendar: daysBetween(tenancy.handoverOn, last) + 1,
      from: dayInWords(locale, tenancy.handoverOn),
      since: dayInWords(locale, openPause(tenancy.pauses)?.from ?? today),
      until,
    }),
  }
}

function spanOf({ handoverOn, pauses }: Tenancy, { over }: RentFreeClock, today: CityDay) {
  if (over) return 'over'
  if (openPause(pauses)) return 'paused'
  return today < handoverOn ? 'before' : 'runs'
}

function factsOf(
  reader: TenancyReader,
  tenancy: Tenancy,
  { seesCases, actor, application: made }: Around,
): LinkedFact[] {
  const { t, locale, today } = reader
  const { termination, application, reference } = tenancy
  const href = pathTo(locale, '/staff/applications/:id', { id: application.toHexString() })
  const link = seesCases ? { href, action: t('lease.see-case') } : {}
  const correction = isOpenTo(party, tenancy, { actor, today })
    ? {
        href: pathTo(locale, '/staff/tenancies/:id/party', { id: tenancy._id.toHexString() }),
        action: t('lease.correct'),
      }
    : {}
  return [
    ...partyFacts(reader, tenancy).map((fact, index) => (index === 0 ? { ...fact, ...correction } : fact)),
    { label: t('lease.column.reference'), value: reference, ...link },
    ...(seesCases && seesPassports(actor.kind) ? contractFacts(reader, made) : []),
    ...(findEndDay(tenancy) ? endFacts(reader, tenancy) : []),
    ...paidFacts(reader, tenancy),
    ...(termination ? [{ label: t('tenancy.field.ground'), value: t(`tenancy.ground.${termination.ground}`) }] : []),
  ]
}

function milestoneRows(reader: TenancyReader, tenancy: Tenancy, href: string | null): MilestoneRow[] {
  const { t, locale } = reader
  const reported = new Set(unreadDutyReports(tenancy).map(({ duty }) => duty))
  return numberMilestones(tenancy.milestones).map(milestone => {
    const { id, dueOn, doneOn } = milestone
    return {
      what: milestoneName(reader, milestone),
      due: dayInWords(locale, dueOn),
      day: dueOn,
      state: milestoneLabel(reader, tenancy, milestone),
      href: href ? `${href}/milestones/${id}` : null,
      link: t(`lease.milestone.${doneOn ? 'correct' : reported.has(id) ? 'check' : 'mark'}`),
    }
  })
}

/** Returns the handover record; null for older handovers, which have none. */
function handoverOf(reader: TenancyReader, { offer, events }: Application, href: string): LeasePage['handover'] {
  const handover = offer?.acceptance?.handover
  if (!handover) return null
  const by = handover.handedBy ?? events.findLast(({ kind }) => kind === 'handed_over')?.by.name
  const facts = meterFacts(reader, handover)
  return {
    facts: by ? [...facts, { label: reader.t('lease.handover.by'), value: by }] : facts,
    inventory: handover.inventory,
    href,
  }
}

function exitOf(reader: TenancyReader, { exit }: Tenancy): LeasePage['exit'] {
  if (!exit) return null
  const { t, locale } = reader
  const relisted = exit.relistedOn ? dayInWords(locale, exit.relistedOn) : null
  return {
    facts: [
      { label: t('tenancy.field.exitOn'), value: dayInWords(locale, exit.on) },
      ...meterFacts(reader, exit),
      { label: t('tenancy.field.needsWork'), value: t(`tenancy.needs-work.${exit.needsWork ? 'yes' : 'no'}`) },
      ...(relisted ? [{ label: t('lease.relisted'), value: relisted }] : []),
    ],
    condition: exit.condition,
    defects: exit.defects,
  }
}
