import { z } from 'zod'
import { premisesFeatures, useClasses, zones } from '#models/premises/parts/premises-vocabulary.ts'
import { searchText } from '#web/forms/forms.ts'
import { publicStatuses } from '../premises/rules.ts'
import type { PremisesFilter } from '../catalogue/service.ts'

/** One or several values of a parameter; duplicates count once. */
const listParameter = <T extends Readonly<Record<string, string>>>(one: z.ZodEnum<T>) =>
  z
    .preprocess(value => (value === undefined ? [] : [...new Set([value].flat())]), z.array(one).max(20))
    .optional()
    .default([])

/** A number as people write it: no hexadecimal, no exponent, and an empty text is not 0. */
export const numberParameter = <T extends z.ZodNumber>(number: T) =>
  z.preprocess(input => (/^-?\d+(\.\d+)?$/.test(String(input)) ? Number(input) : Number.NaN), number)

const frontage = numberParameter(z.number().min(0).max(1_000))
const area = numberParameter(z.number().positive().max(100_000))

/** Filters of the search page, under the same names; `filter` explains each. */
export const filterShape = {
  q: searchText.optional().meta({
    description:
      'Words in Russian, English or Chinese, a code, or the beginning of either. Kinds of business, sizes, floors, equipment and prices among them are read as conditions.',
    example: 'café with extraction up to 60 m²',
  }),
  as: z.literal('words').optional().meta({ description: '`words`: nothing is read out of `q`.' }),
  zone: z.enum(zones).optional().meta({ description: 'Area of the free-trade zone.' }),
  building: z
    .string()
    .regex(/^[A-Z]\d{1,5}$/)
    .optional()
    .meta({ description: 'Code of a building.', example: 'A1' }),
  use: listParameter(z.enum(useClasses)).meta({ description: 'Allowed use; several mean any of them.' }),
  status: listParameter(z.enum(publicStatuses)).meta({ description: 'Status; several mean any of them.' }),
  minArea: area.optional().meta({ description: 'Least usable area, m².' }),
  maxArea: area.optional().meta({ description: 'Largest usable area, m².' }),
  minFrontage: frontage.optional().meta({ description: 'Least frontage at the street, m.' }),
  maxFrontage: frontage.optional().meta({ description: 'Largest frontage at the street, m.' }),
  maxMonthly: numberParameter(z.number().positive().max(10_000_000))
    .optional()
    .meta({ description: 'Most that is billed a month in the first year, in yuan.' }),
  floor: numberParameter(z.number().int().min(1).max(60)).optional().meta({ description: 'Floor, from 1.' }),
  feature: listParameter(z.enum(premisesFeatures)).meta({ description: 'Equipment; several mean all of them.' }),
  from: z.iso.date().optional().meta({ description: 'Free from this day on, or earlier.' }),
}
const filter = z.object(filterShape)
export type Filter = z.output<typeof filter>

export const filterOf = ({ use, status, feature, ...single }: Filter): PremisesFilter => ({
  ...Object.fromEntries(Object.entries(single).filter(([, value]) => value !== undefined && value !== '')),
  use,
  status,
  feature,
})

/** Returns the filter as the search page would read it: invalid values are dropped. */
export function readLenientFilter(query: Record<string, unknown>): PremisesFilter {
  const understood = Object.entries(filterShape).flatMap(([name, schema]) => {
    const values = [query[name] ?? []].flat().filter(value => schema.safeParse(value).success && value !== '')
    return values.length > 0 ? [[name, isList(name) ? values : values[0]]] : []
  })
  return filterOf(filter.parse(Object.fromEntries(understood)))
}

const isList = (name: string): boolean => name === 'use' || name === 'status' || name === 'feature'
