import { pathTo } from '#server/paths.ts'
import { daysBetween, startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { clockTime } from '#shared/days/city-time.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatDay, formatNumber, formatShortDay } from '#shared/texts/format.ts'
import type { Locale, Reader } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { bands, maxCounted, type Band, type Sentence, type WorkItem, type WorkSource } from '#shared/work.ts'
import type { Covered, WorkGroup, Work } from './work.ts'

export type WorkReader = Reader & { today: CityDay }
export type Row = { about: string; more: string; step: string; href: string; due: string; day: string; tone: string }
export type Block = { kind: string; heading: string; count: string; href: string; rows: Row[]; more: string | null }
export type Group = { band: Band; title: string; blocks: Block[] }

/** Groups of work for the desk; urgency bands without work are left out. */
export function groupsOf(reader: WorkReader, work: Work): Group[] {
  return bands
    .map(band => ({
      band,
      title: reader.t(`work.band.${band}`),
      blocks: work[band].map(heap => blockOf(reader, heap, band)),
    }))
    .filter(({ blocks }) => blocks.length > 0)
}

function blockOf(reader: WorkReader, { source, of, count, items }: WorkGroup, band: Band): Block {
  const { t, locale } = reader
  return {
    kind: source.kind,
    heading: headingOf(reader, source, of),
    count: formatCount(locale, count),
    href: `${pathTo(locale, '/staff/work/:kind', { kind: source.kind })}?band=${band}${of ? `&for=${of.id}` : ''}`,
    rows: items.map(item => rowOf(reader, item)),
    more: items.length > 0 && count > items.length ? t('work.all', { number: formatCount(locale, count) }) : null,
  }
}

/** Heading: the kind of work, and the absent colleague it is done for. */
export function headingOf({ t }: WorkReader, { heading }: WorkSource, of: Covered | null): string {
  return of ? t('work.for', { heading: t(heading), name: of.name }) : t(heading)
}

/** Counts end at a thousand; above that the text says that there are more. */
export const formatCount = (locale: Locale, count: number): string =>
  count >= maxCounted ? `${formatNumber(locale, maxCounted - 1)}+` : formatNumber(locale, count)

export function rowOf(reader: WorkReader, item: WorkItem): Row {
  const { locale } = reader
  const { about, more, step, also = [], dueOn, path } = item
  return {
    about: typeof about === 'string' ? about : readText(about, locale).text,
    more,
    step: [inWords(reader, step), ...also.map(other => alsoInWords(reader, other))].join(dot),
    href: `${pathTo(locale, '/staff')}${path}`,
    day: dueOn ?? '',
    ...dueOf(reader, item),
  }
}

/** `day` formats a day. The office reads texts in Chinese where a Chinese version exists. */
function gapInWords(
  locale: Locale,
  gap: NonNullable<Sentence['gaps']>[string],
  day: (day: CityDay) => string,
): string | number {
  if (typeof gap !== 'object') return gap
  if ('day' in gap) return day(gap.day)
  return locale === 'zh' && gap.textZh ? gap.textZh : gap.text
}

function inWords({ t, locale }: WorkReader, { key, gaps = {} }: Sentence): string {
  const formattedGaps = Object.entries(gaps).map(([name, gap]) => [
    name,
    gapInWords(locale, gap, day => formatDay(locale, startOfCityDay(day))),
  ])
  return t(key, Object.fromEntries(formattedGaps) as Record<string, string | number>)
}

function alsoInWords(reader: WorkReader, { step, dueOn }: NonNullable<WorkItem['also']>[number]): string {
  const stepText = inWords(reader, step)
  return dueOn ? [stepText, dayOf(reader, dueOn).due].join(reader.t('list.colon')) : stepText
}

type Due = Pick<Row, 'due' | 'tone'>

function dueOf(reader: WorkReader, { dueOn, at }: WorkItem): Due {
  if (!dueOn) return { due: '', tone: 'calm' }
  const due = dayOf(reader, dueOn)
  return at ? { ...due, due: `${due.due} ${clockTime(reader.locale, at)}` } : due
}

function dayOf({ t, locale, today }: WorkReader, dueOn: CityDay): Due {
  const days = daysBetween(today, dueOn)
  if (days < 0) return { due: t('work.due.late', { count: -days }), tone: 'bad' }
  if (days === 0) return { due: t('work.due.today'), tone: 'warn' }
  if (days === 1) return { due: t('work.due.tomorrow'), tone: 'calm' }
  return { due: formatShortDay(locale, startOfCityDay(dueOn)), tone: 'calm' }
}
