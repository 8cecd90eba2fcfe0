import { z } from 'zod'
import { typedDay, typedNumber } from './form-schemas.ts'

/** Of several under one name the last counts: a button stands after the field it changes. */
const last = (value: unknown): unknown => (Array.isArray(value) ? value.at(-1) : value)

/** One condition of a search. Empty fields of a form are no conditions, and what makes no sense is dropped. */
export const dropInvalid = <T extends z.ZodType>(schema: T) =>
  z.preprocess(value => (last(value) === '' ? undefined : last(value)), schema.optional()).catch(undefined)

/** One or several under a name; what makes no sense is left out, and each counts once. */
export const anyOf = <T extends string>(known: readonly T[]) =>
  z
    .union([z.string(), z.array(z.string())])
    .catch([])
    .default([])
    .transform(values => known.filter(one => [values].flat().includes(one)))

/** A building's code in an address: `A1`. */
export const buildingCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]\d{1,5}$/)

/** Usable m². */
export const area = typedNumber({ decimals: 2, unit: 'square-metres', min: 0.01, max: 100_000 })

/** A floor, from 1. */
export const floor = typedNumber({ min: 1, max: 60 })

/** A day in the city. */
export const askedDay = typedDay

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** The conditions that were asked for. */
export const withoutUndefined = <T extends object>(values: T): Present<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== '')) as Present<T>
