import { useClasses } from '#models/premises/parts/premises-vocabulary.ts'
import { pathTo } from '#server/paths.ts'
import { startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import type { MoneyReader } from '#shared/money/currencies.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { formatFieldNumber } from '#shared/texts/parse-number.ts'
import { formatArea, formatDay, formatPower, formatRoundMoney } from '#shared/texts/format.ts'
import { choiceDrawing, drawingOfUse, type PicturedOption } from '#web/forms/choice-drawings.ts'
import type { SavedMarks } from '#web/locals.ts'
import type { Breadcrumb, PageDiscovery } from '#web/pages/head.ts'
import { view } from '#web/pages/view.ts'
import { premisesCard, useAndFloor, type PremisesCard } from '../card.ts'
import { queryOf, searchAddress } from '../search-address.ts'
import type { CardPremises } from '../service.ts'
import { rangeLabel } from '../browse/chips.ts'
import { maxUnitsShown, type FinderResult, type FittingUnit, type JudgedWish } from './finding.ts'
import { finderHref, isSearchable, searchFilterOf, withoutWish } from './input.ts'
import { entrances, levels, needs, handlerFor, type Answers, type WishHandlers, type Unit, type Wish } from './rules.ts'

type Option = { value: string; label: string; checked: boolean }
type FinderForm = {
  action: string
  uses: PicturedOption[]
  minArea: string
  maxArea: string
  needs: Option[]
  power: string
  levels: Option[]
  entrances: Option[]
  maxMonthly: string
  from: string
}

type Result = PremisesCard & {
  rank: number
  /** Meets every wish. */
  whole: boolean
  reasons: string[]
  lacks: string[]
  notes: string[]
}

type FinderResults = {
  /** Heading: how many fit. */
  title: string
  shown: string
  answers: { label: string; remove: string; href: string }[]
  results: Result[]
  /** When nothing meets every wish: why, and which answer could be dropped. */
  loosen: { text: string; links: { label: string; count: string; href: string }[] } | null
  search: { href: string; without: string }
  save: { query: string; label: string; saved: string | null }
}

export type FinderPage = PageDiscovery & {
  title: string
  description: string
  breadcrumb: Breadcrumb
  demo: boolean
  lead: string
  form: FinderForm
  found: FinderResults | null
  again: string
  how: string[]
  ask: string
}
export const renderFinder = view<FinderPage>('catalogue/finder')

type Subject = {
  answers: Answers
  /** Null while nothing has been answered. */
  fitting: FinderResult | null
  cards: readonly CardPremises[]
  saved: SavedMarks
  today: CityDay
}

export function finderPage(reader: MoneyReader, subject: Subject): FinderPage {
  const { t, locale } = reader
  const { answers, fitting, cards } = subject
  return {
    title: t('finder.title'),
    description: t('finder.description'),
    canonicalQuery: '',
    breadcrumb: [{ label: t('nav.premises'), href: pathTo(locale, '/premises') }, { label: t('finder.title') }],
    demo: cards.some(({ demo }) => demo),
    lead: t(fitting ? 'finder.lead.found' : 'finder.lead'),
    form: formOf(reader, answers),
    found: fitting && finderResultsOf(reader, fitting, subject),
    again: pathTo(locale, '/finder'),
    how: howSentences(reader),
    ask: pathTo(locale, '/contact'),
  }
}

function formOf({ t, locale }: Reader, answers: Answers): FinderForm {
  const formatInput = (value: number | undefined) =>
    value === undefined ? '' : formatFieldNumber(locale, String(value))
  const option = (value: string, label: string, checked: boolean): Option => ({ value, label, checked })
  return {
    action: pathTo(locale, '/finder'),
    uses: [
      ...useClasses.map(use => ({
        ...option(use, t(`premises.use.${use}`), answers.use === use),
        hint: t(`finder.q.use.${use}`),
        drawing: choiceDrawing(drawingOfUse[use]),
      })),
      {
        ...option('', t('finder.q.use.unsure'), answers.use === undefined),
        drawing: choiceDrawing('question'),
      },
    ],
    minArea: formatInput(answers.minArea),
    maxArea: formatInput(answers.maxArea),
    needs: needs.map(need =>
      option(
        need,
        need === 'drain' ? t('finder.need.drain') : t(`premises.feature.${need}`),
        answers.need.includes(need),
      ),
    ),
    power: formatInput(answers.power),
    levels: [
      option('', t('finder.q.level.any'), answers.level === undefined),
      ...levels.map(level => option(level, t(`finder.q.level.${level}`), answers.level === level)),
    ],
    entrances: entrances.map(one => option(one, t(`premises.feature.${one}`), answers.entrance.includes(one))),
    maxMonthly: formatInput(answers.maxMonthly),
    from: answers.from ?? '',
  }
}

function finderResultsOf(reader: MoneyReader, fitting: FinderResult, subject: Subject): FinderResults {
  const { t, locale } = reader
  const { answers } = subject
  const cards = new Map(subject.cards.map(card => [card.code, card]))
  const results = fitting.best.flatMap((one, place) => {
    const card = cards.get(one.item.code)
    return card ? [resultOf(reader, { one, card, place }, subject)] : []
  })
  const filter = searchFilterOf(answers)
  const unsaid = fitting.wishes.filter(wish => !isSearchable(wish)).map(wish => conditionOf(reader, wish))
  return {
    title: titleOf(reader, fitting),
    shown: fitting.near > maxUnitsShown ? t('finder.shown', { count: maxUnitsShown }) : '',
    answers: fitting.wishes.map(wish => {
      const label = conditionOf(reader, wish)
      const remove = t('premises.list.remove', { name: label })
      return { label, remove, href: finderHref(locale, withoutWish(answers, wish)) }
    }),
    results,
    loosen: loosenOf(reader, fitting, answers),
    search: {
      href: searchAddress(locale, filter),
      without: unsaid.length > 0 ? t('finder.search.without', { conditions: unsaid.join(t('list.comma')) }) : '',
    },
    save: saveOf(reader, queryOf(filter), subject.saved),
  }
}

function titleOf({ t }: Reader, { whole, near }: FinderResult): string {
  if (whole > 0) return t('finder.found', { count: whole })
  return near > 0 ? t('finder.found.near', { count: near }) : t('finder.found.none')
}

type Placed = { one: FittingUnit; card: CardPremises; place: number }

function resultOf(reader: MoneyReader, { one, card, place }: Placed, { today, saved }: Subject): Result {
  const reasonsWhere = (met: boolean) =>
    one.judged.filter(({ points }) => (points === 0) === met).map(judged => reasonOf(reader, judged, one.unit))
  const lacks = reasonsWhere(false)
  return {
    ...premisesCard(reader, card, { today, saved: saved.favourites.has(card.code) }),
    // The availability date is among the reasons or in the notes.
    about: useAndFloor(reader, card),
    rank: place + 1,
    whole: lacks.length === 0,
    reasons: reasonsWhere(true),
    lacks,
    notes: notesOf(reader, one, today),
  }
}

function loosenOf(reader: Reader, { whole, open, loosened }: FinderResult, answers: Answers): FinderResults['loosen'] {
  const { t, locale } = reader
  if (whole > 0) return null
  if (open === 0) return { text: t('finder.loosen.empty'), links: [] }
  if (loosened.length === 0) return { text: t('finder.loosen.several'), links: [] }
  return {
    text: t('finder.loosen.one'),
    links: loosened.map(({ wish, count }) => ({
      label: t('finder.loosen.without', { answer: conditionOf(reader, wish) }),
      count: t('premises.list.would-show', { count }),
      href: finderHref(locale, withoutWish(answers, wish)),
    })),
  }
}

function saveOf({ t, locale }: Reader, query: string, { searches }: SavedMarks): FinderResults['save'] {
  const saved = searches.has(query)
  return {
    query,
    label: t(saved ? 'saved.search.saved' : 'saved.search.save'),
    saved: saved ? `${pathTo(locale, '/saved')}#searches` : null,
  }
}

/** Returns the rule of `compareFit` and `pointsAgainst` in plain words. */
const howSentences = ({ t }: Reader): string[] => [
  t('finder.how.order'),
  t('finder.how.one'),
  t('finder.how.two'),
  t('finder.how.out'),
  t('finder.how.equal'),
  t('finder.how.fair'),
]

const fenInYuan = 100
const yuan = ({ locale }: Reader, value: number): string => formatRoundMoney(locale, value * fenInYuan)
const day = ({ locale }: Reader, of: CityDay): string => formatDay(locale, startOfCityDay(of))

/** Returns a wish as a condition: "40–60 m²", "Extraction". */
const conditionOf = (reader: Reader, wish: Wish): string => handlerFor(conditions, wish)(wish, reader)

const conditions: WishHandlers<[words: Reader], string> = {
  use: ({ use }, { t }) => t(`premises.use.${use}`),
  area: ({ min, max }, reader) => rangeLabel(reader, 'area', [min, max]) ?? '',
  need: ({ need }, { t }) => (need === 'drain' ? t('finder.need.drain') : t(`premises.feature.${need}`)),
  power: ({ kw }, { t, locale }) => t('finder.chip.power', { kw: formatPower(locale, kw) }),
  level: ({ level }, { t }) => t(`finder.q.level.${level}`),
  entrance: ({ entrance }, { t }) => t(`premises.feature.${entrance}`),
  cost: ({ most }, reader) => reader.t('premises.chip.monthly', { cost: yuan(reader, most) }),
  from: (wish, reader) => reader.t('premises.chip.from', { day: day(reader, wish.day) }),
}

/** Explains why a unit meets a wish or not, with the figures of both: "52 m², you wanted 40–60 m²". */
const reasonOf = (reader: Reader, { wish, points }: JudgedWish, unit: Unit): string =>
  handlerFor(reasons, wish)(wish, reader, unit, points === 0)

const yesNo = (met: boolean) => (met ? 'yes' : 'no')

const reasons: WishHandlers<[words: Reader, unit: Unit, met: boolean], string> = {
  use: ({ use }, { t }) => t('finder.yes.use', { use: t(`premises.use.${use}`) }),
  area(wish, reader, { areaSqM }, met) {
    const placeholders = { area: formatArea(reader.locale, areaSqM), wanted: conditionOf(reader, wish) }
    if (met) return reader.t('finder.yes.area', placeholders)
    return reader.t(areaSqM < (wish.min ?? 0) ? 'finder.no.area.small' : 'finder.no.area.large', placeholders)
  },
  need: ({ need }, { t }, _unit, met) => t(`finder.${yesNo(met)}.${need}`),
  power: ({ kw }, { t, locale }, unit, met) =>
    t(`finder.${yesNo(met)}.power`, { kw: formatPower(locale, unit.kw), wanted: formatPower(locale, kw) }),
  level: ({ level }, { t }, { floor }, met) => t(`finder.${yesNo(met)}.${level}`, { floor }),
  entrance: ({ entrance }, { t }, _unit, met) => t(`finder.${yesNo(met)}.${entrance}`),
  cost({ most }, reader, { monthlyYuan }, met) {
    const cost = yuan(reader, monthlyYuan)
    if (met) return reader.t('finder.yes.cost', { cost, most: yuan(reader, most) })
    return reader.t('finder.no.cost', { cost, more: yuan(reader, monthlyYuan - most) })
  },
  from: (wish, reader, { availableFrom }, met) => startReason(reader, { wanted: wish.day, free: availableFrom, met }),
}

type Start = { wanted: CityDay; free: CityDay; met: boolean }

function startReason(reader: Reader, { wanted, free, met }: Start): string {
  const { t } = reader
  if (free === '') return t('finder.yes.from')
  if (!met) return t('finder.no.from', { day: day(reader, free), wanted: day(reader, wanted) })
  return t(free === wanted ? 'finder.yes.from.same' : 'finder.yes.from.later', { day: day(reader, free) })
}

/** Returns notes on the dates of a unit: when it becomes available, when applications open or close. */
function notesOf(reader: Reader, { unit, judged, opensOn, closesOn }: FittingUnit, today: CityDay): string[] {
  const { t } = reader
  const { availableFrom } = unit
  const isInReasons = judged.some(({ wish }) => wish.kind === 'from')
  return [
    ...(availableFrom > today && !isInReasons ? [t('finder.note.later', { day: day(reader, availableFrom) })] : []),
    ...(opensOn > today ? [t('finder.note.opens', { day: day(reader, opensOn) })] : []),
    ...(closesOn ? [t('finder.note.closes', { day: day(reader, closesOn) })] : []),
  ]
}
