import { z } from 'zod'
import { dayField, numberField } from './form-schemas.ts'

/** Returns the last of several values with one name: a button comes after the field it changes. */
const last = (value: unknown): unknown => (Array.isArray(value) ? value.at(-1) : value)

/** One condition of a search. Empty and invalid values are dropped. */
export const dropInvalid = <T extends z.ZodType>(schema: T) =>
  z.preprocess(value => (last(value) === '' ? undefined : last(value)), schema.optional()).catch(undefined)

/** One or several values with a name. Unknown and repeated values are dropped. */
export const anyOf = <T extends string>(allowed: readonly T[]) =>
  z
    .union([z.string(), z.array(z.string())])
    .catch([])
    .default([])
    .transform(values => allowed.filter(one => [values].flat().includes(one)))

/** A building's code in an address: `A1`. */
export const buildingCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]\d{1,5}$/)

/** Usable area in m². */
export const area = numberField({ decimals: 2, unit: 'square-metres', min: 0.01, max: 100_000 })

/** Floor number, from 1. */
export const floor = numberField({ min: 1, max: 60 })

/** A day in Suifenhe. */
export const searchDay = dayField

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Returns the conditions that were set. */
export const withoutUndefined = <T extends object>(values: T): Present<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== '')) as Present<T>
