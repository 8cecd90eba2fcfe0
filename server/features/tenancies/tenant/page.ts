import { pathTo } from '#server/paths.ts'
import type { LocalisedText } from '#models/parts/localised-text.ts'
import type { Letter } from '#models/deciding/letter.ts'
import type { Application } from '#models/cases/application.ts'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatArea, formatDay, formatNumber } from '#shared/texts/format.ts'
import { isMessageKey } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { view } from '#web/pages/view.ts'
import { acceptedTerms, type AcceptedTerms } from '#features/cases/acceptance/terms-in-words.ts'
import { lettersView, type LetterView } from '#features/cases/letters/view.ts'
import type { ScannedDocument } from '#features/documents/service.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import {
  dayInWords,
  dutyView,
  endFacts,
  eventViews,
  inspectionView,
  meterFacts,
  milestoneLabel,
  paidFacts,
  pauseView,
  displayStateFacts,
  reportViews,
  stateInWords,
  type DutyView,
  type EventView,
  type Fact,
  type Label,
  type PauseView,
  type TenancyReader,
  type ReportView,
} from '../texts/tenancy-text.ts'
import { withAnswerFiles, type InspectionWithFiles } from '../inspections/answer-files.ts'
import { dutiesOf, dutiesOfOffice, upcomingDuties, type Duty, type DutyKind } from '../duties/duties.ts'
import { openDutyOf, reportsAbout } from '../duties/duty-reports.ts'
import { appealView, renewalView, type AppealView, type RenewalView } from '../renewal/renewal-files.ts'
import { mayAppeal } from '../moves/appeals-service.ts'
import {
  canGiveNotice,
  canAskRenewal,
  canRecallNotice,
  toTenantEvent,
  hiddenEventKinds,
  inspectionsForTenant,
} from './rules.ts'
import { contractFacts } from '../texts/contract-facts.ts'
import { clockRingOf, type ClockRing } from '../texts/clock-ring.ts'
import { clockUntilEnd, findLastFreeDay } from '../duties/last-day.ts'
import { partyFacts } from '#shared/texts/party.ts'
import { numberMilestones, reportOpensOn } from '../rules.ts'
import { isBeingTerminated, recallUntil, tenancyHasEnded } from '../states.ts'

type Row = Fact & { href?: string; action?: string }
type Act = { href: string; label: string }
type TenantDuty = DutyView & { act: Act | null; sent: string | null; otherwise: string | null }
type MilestoneView = { label: string; due: string; day: string; state: Label }
type TenancyPage = {
  title: string
  breadcrumb: Breadcrumb
  demo: boolean
  premises: { text: string; href: string }
  now: string
  duties: TenantDuty[]
  actions: { href: string; label: string; tone: 'main' | 'second' }[]
  /** Null once the tenancy has ended, and while a termination may end it, since the remaining time is not certain then. */
  clock: { ring: ClockRing; left: string; percent: string } | null
  pauses: PauseView[]
  /** Says why there is no clock. */
  noClock: string | null
  letters: LetterView[]
  facts: Row[]
  accepted: AcceptedTerms | null
  appeal: AppealView | null
  renewal: RenewalView | null
  milestones: MilestoneView[]
  allLabel: string
  reports: (ReportView & { href?: string })[]
  inspections: InspectionWithFiles[]
  /** Base address for answers to open findings; null once the tenancy has ended. */
  findingsAt: string | null
  handover: { facts: Fact[]; inventory: string; href: string } | null
  exit: { facts: Fact[]; condition: string; defects: string } | null
  events: EventView[]
}
export const renderTenancy = view<TenancyPage>('tenancies/tenant/show')

type Premises = { title: LocalisedText; areaUsableSqM: number; demo: boolean }
type Around = {
  premises: Premises | undefined
  application: Application
  documents: readonly ScannedDocument[]
  letters: readonly Letter[]
}
/** Number of duties shown at once; more if more are near. */
const dutiesShown = 5
/** Internal duties of the office, which are not in the tenant's list. */
const officeOnlyDuties: readonly DutyKind[] = ['pause', 'renewal', 'proposal', 'appeal', 'exit', 'repairs']

export function tenancyPage(
  reader: TenancyReader,
  storedTenancy: Tenancy,
  { premises, application, documents, letters }: Around,
): TenancyPage {
  const { t, locale } = reader
  const tenancy = { ...storedTenancy, inspections: inspectionsForTenant(storedTenancy.inspections) }
  const href = pathTo(locale, '/tenancies/:id', { id: tenancy._id.toHexString() })
  const title = t('tenancy.title', { premises: tenancy.premises })
  const over = tenancyHasEnded(tenancy.state)
  return {
    title,
    breadcrumb: [{ label: t('nav.applications'), href: pathTo(locale, '/applications') }, { label: title }],
    demo: premises?.demo ?? false,
    premises: {
      text: premises
        ? `${readText(premises.title, locale).text}${dot}${formatArea(locale, premises.areaUsableSqM)}`
        : '',
      href: pathTo(locale, '/premises/:code', { code: tenancy.premises }),
    },
    now: describeCurrentState(reader, tenancy),
    duties: nextOf(reader, tenancy).map(duty => tenantDuty(reader, tenancy, { duty, href })),
    actions: actionsOf(reader, tenancy, href),
    clock: clockView(reader, tenancy),
    noClock: isBeingTerminated(tenancy) ? t('tenancy.clock.terminating') : null,
    letters: lettersView(reader, letters, application),
    pauses: tenancy.pauses.map(pause => pauseView(reader, pause)),
    facts: [...factsOf(reader, tenancy), ...contractFacts(reader, application)],
    appeal: appealView(reader, tenancy, { documents }),
    accepted: acceptedTerms(reader, application),
    renewal: renewalView(reader, tenancy, { documents }),
    milestones: milestonesOf(reader, tenancy),
    allLabel: t('tenancy.all-milestones', { count: tenancy.milestones.length }),
    reports: reportViews(reader, tenancy.reports).map(report => ({
      ...report,
      ...(over
        ? {}
        : {
            href: pathTo(locale, '/tenancies/:id/reports/:number', {
              id: tenancy._id.toHexString(),
              number: report.number,
            }),
          }),
    })),
    inspections: tenancy.inspections
      .map(inspection =>
        withAnswerFiles(reader, { tenancy, around: { documents } }, inspectionView(reader, inspection, { over })),
      )
      .reverse(),
    findingsAt: over ? null : `${href}/findings`,
    ...recordsOf(reader, tenancy, { application, href }),
    events: eventViews(reader, {
      ...tenancy,
      events: tenancy.events.filter(({ kind }) => !hiddenEventKinds.includes(kind)).map(toTenantEvent),
    }),
  }
}

/**
 * Returns the duties to show. Those of the office, such as an inspection, an assessment or the rent-free end, are announced
 * until their day; once it has passed, the office is late and not the tenant.
 */
function nextOf({ today }: TenancyReader, tenancy: Tenancy): Duty[] {
  const isPassedOfficeDuty = ({ what, dueOn }: Duty) => dutiesOfOffice.includes(what) && dueOn < today
  const tenantDuties = dutiesOf(tenancy).filter(
    duty => !officeOnlyDuties.includes(duty.what) && !isPassedOfficeDuty(duty),
  )
  return tenantDuties.slice(0, Math.max(dutiesShown, upcomingDuties(tenantDuties, today).length))
}

function describeCurrentState({ t, locale, today }: TenancyReader, tenancy: Tenancy): string {
  const { key, until, day, ground } = displayStateFacts(tenancy, today)
  const now = t(key, {
    until: dayInWords(locale, until),
    day: dayInWords(locale, day),
    ground: ground ? t(ground) : '',
  })
  if (!canRecallNotice(tenancy, today)) return now
  return `${now} ${t('tenancy.notice.recall-until', { day: dayInWords(locale, recallUntil(tenancy)) })}`
}

function tenantDuty(reader: TenancyReader, tenancy: Tenancy, { duty, href }: { duty: Duty; href: string }): TenantDuty {
  const otherwise = `tenancy.otherwise.${duty.what}`
  return {
    ...dutyView(reader, duty),
    act: actOfDuty(reader, tenancy, { duty, href }),
    sent: sentInWords(reader, tenancy, duty.id ?? duty.what) ?? reportDayInWords(reader, duty),
    otherwise: isMessageKey(otherwise) ? reader.t(otherwise) : null,
  }
}

/** Returns what the tenant can do about a duty now; null where the office has to act, or it is too early. */
function actOfDuty(
  { t, today }: TenancyReader,
  tenancy: Tenancy,
  { duty: { what, id = what, number = 0, dueOn }, href }: { duty: Duty; href: string },
): Act | null {
  if (what === 'finding') return { href: `${href}/findings/${id}`, label: t('tenancy.answer.link') }
  if (what === 'end')
    return canAskRenewal(tenancy) ? { href: `${href}/renewal`, label: t('tenancy.renewal.title') } : null
  if (what === 'quarterly_report')
    return today >= reportOpensOn(dueOn)
      ? { href: `${href}/reports/${number}`, label: t('tenancy.act.quarterly_report', { number }) }
      : null
  const kind = openDutyOf(tenancy, id)
  return kind && { href: `${href}/duties/${id}`, label: t(`tenancy.act.${kind}`) }
}

/** Returns from which day a report can be sent; null once it can, and for other duties. */
const reportDayInWords = ({ t, locale, today }: TenancyReader, { what, dueOn }: Duty): string | null =>
  what === 'quarterly_report' && today < reportOpensOn(dueOn)
    ? t('tenancy.report.from', { day: dayInWords(locale, reportOpensOn(dueOn)) })
    : null

/** Returns when the tenant last reported a duty, and whether the office has looked at it since; null without a report. */
function sentInWords({ t, locale }: TenancyReader, tenancy: Tenancy, duty: string): string | null {
  const last = reportsAbout(tenancy, duty).at(-1)
  if (!last) return null
  return t(last.readAt ? 'tenancy.duty.looked-at' : 'tenancy.duty.waits', { day: formatDay(locale, last.at) })
}

function actionsOf({ t, today }: TenancyReader, tenancy: Tenancy, href: string): TenancyPage['actions'] {
  const hasOpenRenewal = tenancy.renewal && !tenancy.renewal.decidedAt
  const renewal = {
    href: `${href}/renewal`,
    label: hasOpenRenewal ? t('tenancy.renewal.change') : t('tenancy.renewal.title'),
    tone: tenancy.state === 'expiring' && !hasOpenRenewal ? ('main' as const) : ('second' as const),
  }
  const notice = { href: `${href}/notice`, label: t('tenancy.notice.title'), tone: 'second' as const }
  const recall = { href: `${href}/notice/recall`, label: t('tenancy.notice.recall'), tone: 'second' as const }
  const appeal = { href: `${href}/appeal`, label: t('tenancy.appeal.title'), tone: 'main' as const }
  if (mayAppeal(tenancy, today)) return [appeal]
  return [
    ...(canAskRenewal(tenancy) ? [renewal] : []),
    ...(canGiveNotice(tenancy, today) ? [notice] : []),
    ...(canRecallNotice(tenancy, today) ? [recall] : []),
  ]
}

function clockView({ t, locale, today }: TenancyReader, tenancy: Tenancy): TenancyPage['clock'] {
  const clock = clockUntilEnd(tenancy, today)
  if (!clock) return null
  const remainingText = clock.over
    ? t('tenancy.clock.over', { day: dayInWords(locale, findLastFreeDay(tenancy)) })
    : t('tenancy.clock.left', { count: clock.leftDays })
  return {
    ring: clockRingOf(clock, {
      number: formatNumber(locale, clock.leftDays, 0),
      unit: t('tenancy.clock.left-short', { count: clock.leftDays }),
      label: remainingText,
    }),
    left: remainingText,
    percent: t('tenancy.clock.percent', { percent: Math.floor(clock.usedShare * 100) }),
  }
}

function factsOf(reader: TenancyReader, tenancy: Tenancy): Row[] {
  const { t, locale } = reader
  return [
    ...partyFacts(reader, tenancy),
    { label: t('tenancy.clock.from'), value: dayInWords(locale, tenancy.handoverOn) },
    ...endFacts(reader, tenancy),
    ...paidFacts(reader, tenancy),
    { label: t('tenancy.facts.state'), value: stateInWords(t, tenancy) },
    {
      label: t('tenancy.facts.reference'),
      value: tenancy.reference,
      href: pathTo(locale, '/applications/:id', { id: tenancy.application.toHexString() }),
      action: t('tenancy.see-application'),
    },
  ]
}

const milestonesOf = (reader: TenancyReader, tenancy: Tenancy): MilestoneView[] =>
  numberMilestones(tenancy.milestones).map(milestone => ({
    label: reader.t(`tenancy.duty.${milestone.kind}`, { number: milestone.number }),
    due: reader.t('tenancy.milestone.due', { day: dayInWords(reader.locale, milestone.dueOn) }),
    day: milestone.dueOn,
    state: milestoneLabel(reader, tenancy, milestone),
  }))

/** Returns the records of the handover and of the exit inspection. */
function recordsOf(
  reader: TenancyReader,
  { exit }: Tenancy,
  { application, href }: { application: Application; href: string },
) {
  const handover = application.offer?.acceptance?.handover
  return {
    handover: handover
      ? { facts: meterFacts(reader, handover), inventory: handover.inventory, href: `${href}/handover` }
      : null,
    exit: exit
      ? {
          facts: [
            { label: reader.t('tenancy.field.exitOn'), value: dayInWords(reader.locale, exit.on) },
            ...meterFacts(reader, exit),
          ],
          condition: exit.condition,
          defects: exit.defects,
        }
      : null,
  }
}
