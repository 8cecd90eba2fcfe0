import type { Incentive, IncentiveContent } from '#models/incentives/incentive.ts'
import type { LocalisedText } from '#models/parts/localised-text.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { locales } from '#shared/texts/i18n.ts'
import { editedContent } from '../editing.ts'
import { textFieldNames, type TextField } from './input.ts'

/** Form fields of an incentive, from its draft if there is one: texts by name, selections as lists. */
export type StoredFields = { text: Record<string, string>; chosen: Record<string, readonly string[]> }

export function storedFields(incentive: Incentive | null, today: CityDay): StoredFields {
  if (!incentive) return { text: { checkedAt: today }, chosen: { zones: ['suifenhe'] } }
  const content = editedContent(incentive)
  const { source, reviewed, conditions } = content
  return {
    text: {
      ...textsOf(content),
      reason: incentive.draft?.reason ?? '',
      version: String(incentive.version),
      category: content.category,
      sourceDate: source.date,
      sourceUrl: source.url ?? '',
      checkedAt: lastChecked(incentive, content),
      validFrom: content.validFrom ?? '',
      expiresOn: content.expiresOn ?? '',
    },
    chosen: {
      zones: content.zones,
      audiences: content.audiences,
      ...conditions,
      confirmEachCase: toCheckboxValue(content.confirmEachCase),
      national: toCheckboxValue(content.national),
      reviewed: locales.filter(locale => reviewed[locale]),
      confirmed: toCheckboxValue(content.confirmed),
    },
  }
}

/**
 * Returns the later day of check. The published content may have been checked after the draft was begun, and publishing the
 * draft must not undo that.
 */
const lastChecked = ({ status, checkedAt }: Incentive, draft: IncentiveContent): CityDay =>
  status === 'published' && checkedAt > draft.checkedAt ? checkedAt : draft.checkedAt

const toCheckboxValue = (ticked: boolean): string[] => (ticked ? ['yes'] : [])

function textsOf(incentive: IncentiveContent): Record<string, string> {
  const { title, summary, body, eligibility, note, source } = incentive
  const texts: Record<TextField, LocalisedText> = { title, summary, body, eligibility, note, sourceName: source.name }
  return Object.fromEntries(
    textFieldNames.flatMap(field => locales.map(locale => [`${field}.${locale}`, texts[field][locale] ?? ''])),
  )
}
