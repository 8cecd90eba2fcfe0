import { pathTo } from '#server/paths.ts'
import type { Incentive } from '#models/incentives/incentive.ts'
import type { LocalisedText } from '#models/parts/localised-text.ts'
import type { Locale, Translate, Reader } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { markdownHtml } from '#shared/texts/markdown.ts'
import { formatCityDay, formatPartialDate } from '#shared/days/partial-date.ts'
import { noteInLists } from './rent-free-document.ts'
import type { IncentiveState } from './rules.ts'
import type { ShownIncentive } from './service.ts'

/** A text for a template. `lang` is set only when it differs from the page's language. */
export type ShownText = { text: string; lang?: string }
/** A long text as safe HTML, converted from Markdown. */
export type RichText = { html: string; lang?: string }
export type StateLabel = { tone: 'good' | 'warn' | 'bad' | 'calm'; label: string }

const tones: Record<IncentiveState, StateLabel['tone']> = {
  valid: 'good',
  upcoming: 'calm',
  expires_soon: 'warn',
  unchecked: 'warn',
  dated: 'warn',
  unconfirmed: 'warn',
  expired: 'bad',
}

/** Returns the label of a state. `source` supplies the year in "Last known …". */
export const stateLabel = (
  t: Translate,
  state: IncentiveState,
  source: Pick<Incentive['source'], 'date'>,
): StateLabel => ({
  tone: tones[state],
  label: t(`incentives.state.${state}`, { year: source.date.slice(0, 4) }),
})

export function shownText(text: LocalisedText | null | undefined, locale: Locale): ShownText | null {
  const read = readText(text, locale)
  if (!read.text) return null
  return read.fallback ? { text: read.text, lang: read.locale } : { text: read.text }
}

/** Converts a Markdown text for a template, below a heading of level `below`. */
export function richText(text: LocalisedText | null | undefined, locale: Locale, below: 1 | 2 | 3): RichText | null {
  const shown = shownText(text, locale)
  if (!shown) return null
  const html = markdownHtml(shown.text, below)
  return shown.lang ? { html, lang: shown.lang } : { html }
}

/** Returns where an incentive applies, in words. */
export function placesOf({ t, locale }: Reader, { national, zones }: Pick<Incentive, 'national' | 'zones'>): string {
  if (national) return t('incentives.national')
  return zones.map(zone => t(`incentives.zone.${zone}`)).join(locale === 'zh' ? '、' : ', ')
}

type Sourced = Pick<Incentive, 'source' | 'checkedAt'>

/** Returns "Source: …, 2021" with its link, and "checked 25 November 2026". The preview of a draft may lack either. */
export function sourceOf({ t, locale }: Reader, { source, checkedAt }: Sourced) {
  const name = readText(source.name, locale).text
  const date = source.date && formatPartialDate(locale, source.date)
  return {
    source: name && date ? t('incentives.source-line', { name, date }) : name || date,
    sourceUrl: source.url ?? '',
    checked: checkedAt && t('incentives.checked-line', { date: formatCityDay(locale, checkedAt) }),
  }
}

export type IncentiveCard = {
  href: string
  title: ShownText
  summary: ShownText | null
  note: ShownText | null
  category: string
  places: string
  states: StateLabel[]
  source: string
  sourceUrl: string
  checked: string
  /** "in force until …"; empty without an end. */
  expiry: string
  over: boolean
}

/** Leaves out that the source is old where the same has to be confirmed anyway. The line of the source has its year. */
const statesToShow = (states: readonly IncentiveState[]): readonly IncentiveState[] =>
  states.includes('unconfirmed') ? states.filter(state => state !== 'dated') : states

/** Returns an incentive for a list, always with its source, the day of its check and its end. */
export function incentiveCard(reader: Reader, incentive: ShownIncentive): IncentiveCard {
  const { t, locale } = reader
  return {
    href: pathTo(locale, '/incentives/:slug', { slug: incentive.slug }),
    title: shownText(incentive.title, locale) ?? { text: incentive.slug },
    summary: shownText(incentive.summary, locale),
    note: shownText(noteInLists(incentive), locale),
    category: t(`incentives.category.${incentive.category}`),
    places: placesOf(reader, incentive),
    states: statesToShow(incentive.states).map(state => stateLabel(t, state, incentive.source)),
    ...sourceOf(reader, incentive),
    expiry: expiryOf(reader, incentive),
    over: incentive.states.includes('expired'),
  }
}

function expiryOf({ t, locale }: Reader, { expiresOn, states }: ShownIncentive): string {
  if (!expiresOn) return ''
  const key = states.includes('expired') ? 'incentives.expired-line' : 'incentives.expires-line'
  return t(key, { date: formatCityDay(locale, expiresOn) })
}
