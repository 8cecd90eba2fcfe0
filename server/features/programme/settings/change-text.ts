import { pathTo } from '#server/paths.ts'
import { startOfCityDay } from '#shared/days/city-day.ts'
import { countryName } from '#shared/texts/countries.ts'
import { formatDay, formatInstant, formatMoney, formatNumber } from '#shared/texts/format.ts'
import type { PaperRules } from '#shared/site-settings.ts'
import { isMessageKey, type Reader, type Translate } from '#shared/texts/i18n.ts'
import { daySettingNames, moneySettings, rateSettings, singleDaySettingNames, type SettingName } from '../rules.ts'
import type { SettingsRecord } from '../service.ts'

export type PastChange = { action: string; at: string; label: string; when: string; who: string; lines: string[] }

const maxShownChanges = 10

export function changesOf(speech: Reader, record: SettingsRecord): PastChange[] {
  const { t, locale } = speech
  return record.history.slice(0, maxShownChanges).map(change => ({
    action: pathTo(locale, '/staff/settings/take-back'),
    at: change.at.toISOString(),
    label: t('programme.take-back.of', { when: formatInstant(locale, change.at) }),
    when: formatInstant(locale, change.at),
    who: change.by.name,
    lines: change.values.map(({ name, from, to }) =>
      t('programme.changed', {
        what: t(`programme.${name as SettingName}`),
        ...describeChange(speech, { name, from, to }),
      }),
    ),
  }))
}

type SettingDifference = { name: string; from: string; to: string }
const isSingleDay = (name: string): boolean => (singleDaySettingNames as readonly string[]).includes(name)
const isDays = (name: string): boolean => (daySettingNames as readonly string[]).includes(name)

/**
 * Returns two JSON values in words. For lists of days and rules of papers, returns only what the other lacks, because the
 * lists are long.
 */
export function describeChange(speech: Reader, { name, from, to }: SettingDifference): { from: string; to: string } {
  if (name === 'papers') return { from: papersInWords(speech, from, to), to: papersInWords(speech, to, from) }
  if (!isDays(name)) return { from: describeValue(speech, name, from), to: describeValue(speech, name, to) }
  const [before, after] = [from, to].map(json => JSON.parse(json) as string[]) as [string[], string[]]
  const only = (days: string[], others: string[]) =>
    days.filter(day => !others.includes(day)).join(speech.t('list.comma')) || '—'
  return { from: only(before, after), to: only(after, before) }
}

/** Returns a JSON value in words. */
function describeValue({ t, locale }: Reader, name: string, json: string): string {
  const value = JSON.parse(json) as string | number | boolean | string[] | null
  if (value === '' || value === null) return '—'
  if (name in rateSettings) return formatNumber(locale, Number(value) / 10_000, 4)
  if (isSingleDay(name)) return formatDay(locale, startOfCityDay(String(value)))
  if (name in moneySettings) return formatMoney(locale, Number(value))
  if (Array.isArray(value)) return value.map(code => countryName(locale, code)).join(t('list.comma'))
  if (name === 'logo' || name === 'seal') return t('brand.logo.named', { name: String(value).slice(0, 12) })
  if (value === 'any') return t('programme.who.any')
  if (typeof value === 'boolean') return t(value ? 'form.yes' : 'form.no')
  return String(value)
}

type RulesOfDay = PaperRules['papers']

/** Returns the rules of papers that differ from those of the same day in `otherJson`; a dash for none. */
function papersInWords({ t, locale }: Reader, json: string, otherJson: string): string {
  const [rules, others] = [json, otherJson].map(one => JSON.parse(one) as PaperRules[]) as [PaperRules[], PaperRules[]]
  const sentences = rules.flatMap(({ from, papers }) => {
    const other = others.find(one => one.from === from)?.papers
    const ids = Object.keys({ ...other, ...papers })
      .filter(id => !isSameRule(papers[id], other?.[id]))
      .toSorted()
    if (other && ids.length === 0) return []
    const day = formatDay(locale, startOfCityDay(from))
    if (ids.length === 0) return [t('programme.papers.from', { day })]
    const changed = ids.map(id => ruleInWords(t, nameOfPaper(t, id), papers[id])).join(t('list.semicolon'))
    return [t('programme.papers.changed', { day, rules: changed })]
  })
  return sentences.join(t('list.semicolon')) || '—'
}

const isSameRule = (one: RulesOfDay[string] | undefined, other: RulesOfDay[string] | undefined): boolean =>
  one?.demanded === other?.demanded && one?.days === other?.days

function ruleInWords(t: Translate, paper: string, rule: RulesOfDay[string] | undefined): string {
  if (rule?.demanded === false) return t('programme.papers.changed.not-demanded', { paper })
  if (!rule || rule.days === null) return t('programme.papers.changed.none', { paper })
  return t('programme.papers.changed.days', { paper, days: rule.days })
}

/** Returns the name of a row of the table of papers by its id, and the id of one that is not in it any more. */
function nameOfPaper(t: Translate, id: string): string {
  const key = [`papers.name.${id}`, `document.kind.${id === 'food_permit' ? 'permit' : id}`].find(isMessageKey)
  return key ? t(key) : id
}
