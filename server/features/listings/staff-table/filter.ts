import { z } from 'zod'
import {
  premisesStatuses,
  useClasses,
  zones,
  type PremisesStatus,
  type UseClass,
  type Zone,
} from '#models/premises/parts/premises-vocabulary.ts'
import { searchText } from '#web/forms/forms.ts'
import { anyOf, area, buildingCode, floor, dropInvalid, withoutUndefined } from '#web/forms/search-input.ts'

/** `missing`: a text is missing in the language. `unreviewed`: all texts exist, but they have not been reviewed. */
export const textConditions = [
  ...(['missing', 'missing-ru', 'missing-en', 'missing-zh'] as const),
  ...(['unreviewed', 'unreviewed-ru', 'unreviewed-en', 'unreviewed-zh'] as const),
] as const
/** When a listing expires: in the past, or within this number of days. */
export const expiryConditions = ['past', '7', '30', '90'] as const

/** Conditions of the staff's table. Statuses and uses match any of them; areas are usable m², both bounds inclusive. */
export type StaffFilter = {
  /** Words of the texts, or a code or its beginning. */
  q?: string
  zone?: Zone
  building?: string
  floor?: number
  status: readonly PremisesStatus[]
  use: readonly UseClass[]
  /** Whether visitors can see it now. */
  published?: 'yes' | 'no'
  texts?: (typeof textConditions)[number]
  photos?: 'none' | 'some'
  expiry?: (typeof expiryConditions)[number]
  minArea?: number
  maxArea?: number
}

/** Parses the filter of a URL or a form. Invalid values are dropped. */
export const staffFilter = z
  .object({
    q: dropInvalid(searchText),
    zone: dropInvalid(z.enum(zones)),
    building: dropInvalid(buildingCode),
    floor: dropInvalid(floor),
    status: anyOf(premisesStatuses),
    use: anyOf(useClasses),
    published: dropInvalid(z.enum(['yes', 'no'])),
    texts: dropInvalid(z.enum(textConditions)),
    photos: dropInvalid(z.enum(['none', 'some'])),
    expiry: dropInvalid(z.enum(expiryConditions)),
    minArea: dropInvalid(area),
    maxArea: dropInvalid(area),
  })
  .transform(({ status, use, ...single }): StaffFilter => ({ ...withoutUndefined(single), status, use }))

/** Returns the filter for URLs and hidden fields, without unset conditions. */
export const filterPairs = (filter: StaffFilter): [name: string, value: string][] =>
  Object.entries(filter).flatMap(([name, value]) =>
    [value as string | number | readonly string[]].flat().map((one): [string, string] => [name, String(one)]),
  )
