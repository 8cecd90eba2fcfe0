import type { LocalisedText } from '../../../../models/parts/localised-text.ts'
import type { Milestone, Tenancy } from '../../../../models/tenancy.ts'
import { daysBetween, startOfCityDay, type CityDay } from '../../../shared/city-day.ts'
import { formatArea, formatDay, formatNumber } from '../../../shared/format.ts'
import type { Locale, Translate } from '../../../shared/i18n.ts'
import { readText } from '../../../shared/localised-text.ts'
import { view } from '../../../web/view.ts'
import { readClock } from '../rules.ts'
import { ringOf, type Ring } from '../ring.ts'

type Reader = { t: Translate; locale: Locale; today: CityDay }
type Row = { label: string; value: string; href?: string; action?: string }
type MilestoneView = { label: string; due: string; left: string; late: boolean; day: CityDay }
export type TenancyPage = {
  title: string
  breadcrumb: { label: string; href?: string }[]
  demo: boolean
  premises: { text: string; href: string }
  ring: Ring
  left: string
  percent: string
  facts: Row[]
  next: MilestoneView[]
  /** Every duty, when they are more than those shown first. */
  all: MilestoneView[]
  allLabel: string
}
export const renderTenancy = view<TenancyPage>('tenancies/tenant/show')

type Premises = { title: LocalisedText; areaUsableSqM: number; demo: boolean }
/** How many duties are shown at once: the latest that are overdue, and the next to come. */
const shown = { late: 2, coming: 3 }

export function tenancyPage(reader: Reader, tenancy: Tenancy, premises: Premises | undefined): TenancyPage {
  const { t, locale } = reader
  const title = t('tenancy.title', { premises: tenancy.premises })
  const milestones = tenancy.milestones
    .filter(({ doneOn }) => !doneOn)
    .map(milestone => milestoneView(reader, milestone))
  const near = new Set([
    ...milestones.filter(({ late }) => late).slice(-shown.late),
    ...milestones.filter(({ late }) => !late).slice(0, shown.coming),
  ])
  return {
    title,
    breadcrumb: [{ label: t('nav.applications'), href: `/${locale}/applications` }, { label: title }],
    demo: premises?.demo ?? false,
    premises: {
      text: premises ? `${readText(premises.title, locale).text} · ${formatArea(locale, premises.areaUsableSqM)}` : '',
      href: `/${locale}/premises/${tenancy.premises}`,
    },
    ...clockOf(reader, tenancy),
    facts: factsOf(reader, tenancy),
    next: milestones.filter(milestone => near.has(milestone)),
    all: milestones.length > near.size ? milestones : [],
    allLabel: t('tenancy.all-milestones', { count: milestones.length }),
  }
}

function clockOf({ t, locale, today }: Reader, { handoverOn, rentFreeUntil }: Tenancy) {
  const clock = readClock({ startOn: handoverOn, freeUntil: rentFreeUntil }, today)
  const left = clock.over
    ? t('tenancy.clock.over', { day: dayInWords(locale, rentFreeUntil) })
    : t('tenancy.clock.left', { count: clock.leftDays })
  return {
    ring: ringOf(clock, {
      number: formatNumber(locale, clock.leftDays, 0),
      unit: t('tenancy.clock.left-short', { count: clock.leftDays }),
      label: left,
    }),
    left,
    percent: t('tenancy.clock.percent', { percent: Math.floor(clock.usedShare * 100) }),
  }
}

function factsOf({ t, locale }: Reader, tenancy: Tenancy): Row[] {
  return [
    { label: t('tenancy.clock.from'), value: dayInWords(locale, tenancy.handoverOn) },
    { label: t('tenancy.clock.until'), value: dayInWords(locale, tenancy.rentFreeUntil) },
    { label: t('tenancy.facts.state'), value: t(`tenancy.state.${tenancy.state}`) },
    {
      label: t('tenancy.facts.reference'),
      value: tenancy.reference,
      href: `/${locale}/applications/${tenancy.application.toHexString()}`,
      action: t('tenancy.see-application'),
    },
  ]
}

function milestoneView({ t, locale, today }: Reader, { kind, dueOn }: Milestone): MilestoneView {
  const days = daysBetween(today, dueOn)
  const left = days === 0 ? t('tenancy.milestone.today') : t('tenancy.milestone.days-left', { count: days })
  return {
    label: t(`tenancy.milestone.${kind}`),
    due: t('tenancy.milestone.due', { day: dayInWords(locale, dueOn) }),
    left: days < 0 ? t('tenancy.milestone.overdue') : left,
    late: days < 0,
    day: dueOn,
  }
}

const dayInWords = (locale: Locale, day: CityDay): string => formatDay(locale, startOfCityDay(day))
