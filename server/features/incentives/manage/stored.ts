import type { Incentive } from '../../../../models/incentive.ts'
import type { LocalisedText } from '../../../../models/parts/localised-text.ts'
import type { CityDay } from '../../../shared/city-day.ts'
import { locales } from '../../../shared/i18n.ts'
import { textFieldNames, type TextField } from './input.ts'

/** An incentive as the fields of its form: typed ones by name, chosen ones as lists. */
export type StoredFields = { text: Record<string, string>; chosen: Record<string, readonly string[]> }

export function storedFields(incentive: Incentive | null, today: CityDay): StoredFields {
  if (!incentive) return { text: { checkedAt: today }, chosen: { zones: ['suifenhe'] } }
  const { source, reviewed, conditions } = incentive
  return {
    text: {
      ...textsOf(incentive),
      version: String(incentive.version),
      category: incentive.category,
      sourceDate: source.date,
      sourceUrl: source.url ?? '',
      checkedAt: incentive.checkedAt,
      validFrom: incentive.validFrom ?? '',
      expiresOn: incentive.expiresOn ?? '',
    },
    chosen: {
      zones: incentive.zones,
      audiences: incentive.audiences,
      ...conditions,
      confirmEachCase: incentive.confirmEachCase ? ['yes'] : [],
      national: incentive.national ? ['yes'] : [],
      reviewed: locales.filter(locale => reviewed[locale]),
      confirmed: incentive.confirmed ? ['yes'] : [],
    },
  }
}

function textsOf(incentive: Incentive): Record<string, string> {
  const { title, summary, body, eligibility, note, source } = incentive
  const texts: Record<TextField, LocalisedText> = { title, summary, body, eligibility, note, sourceName: source.name }
  return Object.fromEntries(
    textFieldNames.flatMap(field => locales.map(locale => [`${field}.${locale}`, texts[field][locale] ?? ''])),
  )
}
