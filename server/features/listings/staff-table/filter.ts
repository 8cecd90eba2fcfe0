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

/** `missing`: some text is not there in the language; `unreviewed`: all are there, and nobody has read them yet. */
export const textConditions = [
  ...(['missing', 'missing-ru', 'missing-en', 'missing-zh'] as const),
  ...(['unreviewed', 'unreviewed-ru', 'unreviewed-en', 'unreviewed-zh'] as const),
] as const
/** Off the site for good: in the past, or within so many days from now. */
export const expiryConditions = ['past', '7', '30', '90'] as const

/** What the staff's table may ask for. Statuses and uses: any of them; areas are usable m², both ends included. */
export type StaffFilter = {
  /** Words of the texts, a code or its beginning. */
  q?: string
  zone?: Zone
  building?: string
  floor?: number
  status: readonly PremisesStatus[]
  use: readonly UseClass[]
  /** Whether visitors see it now. */
  published?: 'yes' | 'no'
  texts?: (typeof textConditions)[number]
  photos?: 'none' | 'some'
  expiry?: (typeof expiryConditions)[number]
  minArea?: number
  maxArea?: number
}

/** The filter as it stands in an address or a form. It forgives: a value that makes no sense is dropped. */
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

/** The filter as it was asked for, for addresses and hidden fields: what is not set is not there. */
export const filterPairs = (filter: StaffFilter): [name: string, value: string][] =>
  Object.entries(filter).flatMap(([name, value]) =>
    [value as string | number | readonly string[]].flat().map((one): [string, string] => [name, String(one)]),
  )
