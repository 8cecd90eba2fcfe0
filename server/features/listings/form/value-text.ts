import { startOfCityDay } from '#shared/days/city-day.ts'
import { readDayAndTime } from '#shared/days/parse-day.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatDay, formatInstant } from '#shared/texts/format.ts'
import { isMessageKey, type Locale, locales, type Translate, type Reader } from '#shared/texts/i18n.ts'
import { formatFieldNumber } from '#shared/texts/parse-number.ts'
import { formGroups } from './fields.ts'

type Value = string | string[] | undefined

/** Returns the label of a field: `标题（中文）`. */
export function fieldLabel(t: Translate, name: string, labels: 'listing' | 'building' = 'listing'): string {
  const language = locales.find(locale => name.endsWith(`.${locale}`))
  const key = `${labels}.field.${language ? name.slice(0, -3) : name}`
  const field = isMessageKey(key) ? t(key) : name
  return language ? t('listing.text-in', { field, language: t(`listing.language.${language}`) }) : field
}

/** Lists that only the form of a building has. */
const buildingLists = [
  ['zone', 'zone'],
  ['structure', 'structure'],
] as const

const listNames = new Map<string, string>([
  ...buildingLists,
  ...formGroups
    .flatMap(({ asks }) => asks)
    .flatMap(definition => ('words' in definition ? [[definition.name, definition.words] as const] : [])),
])

const decimals = new Set(
  formGroups
    .flatMap(({ asks }) => asks)
    .flatMap(definition => ('decimal' in definition && definition.decimal ? [definition.name] : [])),
)
const isDecimal = (name: string): boolean => decimals.has(name) || /^(latitude|longitude|position\.\w+M)$/.test(name)

/** Fields that are either true or false: no tick means "no", not a missing value. */
const flags = new Set(formGroups.flatMap(({ asks }) => asks).flatMap(({ ask, name }) => (ask === 'flag' ? [name] : [])))
const isFlag = (name: string): boolean => flags.has(name) || name.startsWith('reviewed.')

const days = new Set(
  formGroups.flatMap(({ asks }) => asks).flatMap(({ ask, name }) => (ask === 'day' || ask === 'instant' ? [name] : [])),
)

/** Formats a day, or a day with its minute, in the language of the page; anything else is returned as it is. */
export function formatDayInput(locale: Locale, input: string): string {
  const read = readDayAndTime(input, null)
  if (!read) return input
  const { day, time } = read
  return time === null
    ? formatDay(locale, startOfCityDay(day))
    : formatInstant(locale, new Date(`${day}T${time}:00+08:00`))
}

/** Formats a value for people: list values in words, "no" for no tick, "empty" for nothing. */
export function formatValue({ t, locale }: Reader, name: string, value: Value): string {
  const parts = [value ?? []].flat().filter(part => part !== '')
  if (parts.length === 0) return t(isFlag(name) ? 'listing.edit.no' : 'listing.edit.empty')
  if (days.has(name)) return parts.map(part => formatDayInput(locale, part)).join(dot)
  return parts
    .map(part => formatPart(t, listNames.get(name), isDecimal(name) ? formatFieldNumber(locale, part) : part))
    .join(dot)
}

function formatPart(t: Translate, list: string | undefined, part: string): string {
  if (part === 'yes') return t('listing.edit.yes')
  const key = `listing.option.${list ?? ''}.${part}`
  return isMessageKey(key) ? t(key) : part
}
