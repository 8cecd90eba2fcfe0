import { z } from 'zod'
import { premisesFeatures, useClasses, zones } from '../../../../models/parts/premises-vocabulary.ts'
import { searchText } from '../../../web/forms.ts'
import { publicStatuses } from '../rules.ts'
import { premisesSorts, type PremisesFilter } from '../search/filter.ts'

/** `new Date('2026-02-31')` is an odd value too. */
const day = z.iso.date()
const area = z.coerce.number().positive().max(100_000)

/** Empty fields of a form are no conditions. */
const given = <T extends z.ZodType>(schema: T) =>
  z.preprocess(value => (value === '' ? undefined : value), schema.optional()).catch(undefined)

/** One or several under a name; what makes no sense is left out, and each counts once. */
const several = <T extends string>(known: readonly T[]) =>
  z
    .union([z.string(), z.array(z.string())])
    .catch([])
    .default([])
    .transform(values => known.filter(one => [values].flat().includes(one)))

/** The public search. It forgives: an odd value in a shared link is dropped, never an error page. */
export const premisesSearch = z
  .object({
    q: given(searchText),
    zone: given(z.enum(zones)),
    building: given(
      z
        .string()
        .trim()
        .toUpperCase()
        .regex(/^[A-Z]\d{1,5}$/),
    ),
    use: several(useClasses),
    status: several(publicStatuses),
    minArea: given(area),
    maxArea: given(area),
    floor: given(z.coerce.number().int().min(1).max(60)),
    feature: several(premisesFeatures),
    from: given(day),
    sort: z.enum(premisesSorts).catch('new'),
    page: z.coerce.number().int().min(1).max(100_000).catch(1),
    view: z.enum(['cards', 'table']).catch('cards'),
  })
  .transform(({ sort, page, view, use, status, feature, ...single }) => ({
    sort,
    page,
    view,
    filter: { ...present(single), use, status, feature } satisfies PremisesFilter,
  }))
export type PremisesSearch = z.output<typeof premisesSearch>

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

function present<T extends object>(values: T): Present<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
  ) as Present<T>
}

export const planSearch = z.object({ floor: given(z.coerce.number().int().min(1).max(60)) })

export const codePath = z.object({ code: z.string().max(20) })
