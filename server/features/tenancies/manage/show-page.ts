import type { Application } from '../../../../models/application.ts'
import type { LocalisedText } from '../../../../models/parts/localised-text.ts'
import type { Milestone, Tenancy, TenancyState } from '../../../../models/tenancy.ts'
import { daysBetween } from '../../../shared/city-day.ts'
import { formatArea, formatInstant, formatNumber } from '../../../shared/format.ts'
import { isMessageKey } from '../../../shared/i18n.ts'
import { readText } from '../../../shared/localised-text.ts'
import { view } from '../../../web/view.ts'
import { ringOf, type Ring } from '../ring.ts'
import { readClock } from '../rules.ts'
import { dayInWords, daysLate, stateLabel, type Reader } from './words.ts'

type Fact = { label: string; value: string; href?: string; action?: string }
type MilestoneRow = { what: string; due: string; day: string; state: string; tone: 'good' | 'bad' | 'calm' }
type LeasePage = {
  title: string
  wide: boolean
  demo: boolean
  breadcrumb: { label: string; href?: string }[]
  premises: { code: string; text: string; href: string }
  state: { tone: string; label: string }
  ring: Ring
  left: string
  span: string
  facts: Fact[]
  milestones: MilestoneRow[]
  handover: { facts: Fact[]; inventory: string } | null
  events: { when: string; instant: string; what: string; reason: string | null }[]
}
export const renderLease = view<LeasePage>('tenancies/manage/show')

type Premises = { title: LocalisedText; areaUsableSqM: number; demo: boolean }
type Around = { application: Application; tenant: string; premises: Premises | undefined; seesCases: boolean }

export function leasePage(reader: Reader, tenancy: Tenancy, around: Around): LeasePage {
  const { t, locale } = reader
  const { premises } = around
  const title = t('lease.title', { premises: tenancy.premises })
  return {
    title,
    wide: true,
    demo: premises?.demo ?? false,
    breadcrumb: [
      { label: t('nav.staff'), href: `/${locale}/staff` },
      { label: t('lease.list.title'), href: `/${locale}/staff/tenancies` },
      { label: tenancy.premises },
    ],
    premises: {
      code: tenancy.premises,
      text: premises ? `${readText(premises.title, locale).text} · ${formatArea(locale, premises.areaUsableSqM)}` : '',
      href: `/${locale}/premises/${tenancy.premises}`,
    },
    state: stateLabel(t, tenancy.state),
    ...clockOf(reader, tenancy),
    facts: factsOf(reader, tenancy, around),
    milestones: tenancy.milestones.map(milestone => milestoneRow(reader, milestone)),
    handover: handoverOf(reader, around.application),
    events: tenancy.events
      .map(({ at, kind, to, reason }) => ({
        when: formatInstant(locale, at),
        instant: at.toISOString(),
        what: eventInWords(reader, kind, to),
        reason: reason ?? null,
      }))
      .reverse(),
  }
}

function clockOf({ t, locale, today }: Reader, { handoverOn, rentFreeUntil }: Tenancy) {
  const clock = readClock({ startOn: handoverOn, freeUntil: rentFreeUntil }, today)
  const until = dayInWords(locale, rentFreeUntil)
  const left = clock.over ? t('lease.clock.over', { until }) : t('lease.clock.left', { count: clock.leftDays })
  const unit = t('tenancy.clock.left-short', { count: clock.leftDays })
  return {
    ring: ringOf(clock, { number: formatNumber(locale, clock.leftDays, 0), unit, label: left }),
    left,
    span: t('lease.clock.of', {
      total: formatNumber(locale, clock.totalDays, 0),
      from: dayInWords(locale, handoverOn),
      until,
    }),
  }
}

function factsOf({ t, locale }: Reader, tenancy: Tenancy, { tenant, seesCases }: Around): Fact[] {
  const href = `/${locale}/staff/applications/${tenancy.application.toHexString()}`
  const link = seesCases ? { href, action: t('lease.see-case') } : {}
  return [
    { label: t('lease.column.tenant'), value: tenant },
    { label: t('lease.column.reference'), value: tenancy.reference, ...link },
  ]
}

function milestoneRow({ t, locale, today }: Reader, milestone: Milestone): MilestoneRow {
  const { kind, dueOn, doneOn } = milestone
  const row = { what: t(`tenancy.milestone.${kind}`), due: dayInWords(locale, dueOn), day: dueOn }
  const late = daysLate(milestone, today)
  const ahead = daysBetween(today, dueOn)
  if (doneOn) return { ...row, tone: 'good', state: t('lease.milestone.done', { day: dayInWords(locale, doneOn) }) }
  if (late > 0) return { ...row, tone: 'bad', state: t('lease.milestone.late', { count: late }) }
  const state = ahead === 0 ? t('lease.milestone.today') : t('lease.milestone.soon', { count: ahead })
  return { ...row, tone: 'calm', state }
}

/** What was written down when the keys were given; older handovers have no record. */
function handoverOf({ t, locale }: Reader, { handover, events }: Application): LeasePage['handover'] {
  if (!handover) return null
  const by = events.findLast(({ kind }) => kind === 'handed_over')?.by.name
  const reading = (name: 'electricityMeter' | 'waterMeter' | 'heatMeter'): Fact => {
    const value = handover[name]
    const label = t(`case.field.${name}`)
    if (value === null) return { label, value: t('lease.no-meter') }
    return { label, value: `${formatNumber(locale, value, 3)} ${t(`case.unit.${name}`)}` }
  }
  return {
    facts: [
      reading('electricityMeter'),
      reading('waterMeter'),
      reading('heatMeter'),
      ...(by ? [{ label: t('lease.handover.by'), value: by }] : []),
    ],
    inventory: handover.inventory,
  }
}

function eventInWords({ t }: Reader, kind: string, to: string | null | undefined): string {
  if (kind === 'moved' && to) return t(`tenancy.state.${to as TenancyState}`)
  const key = `lease.event.${kind}`
  return isMessageKey(key) ? t(key) : kind
}
