import { z } from 'zod'
import { locales, messageKey } from '#shared/texts/i18n.ts'
import { premisesCode } from '#shared/texts/codes.ts'
import { useClasses } from '#models/premises/parts/premises-vocabulary.ts'
import { bulkFacts, bulkMoves, bulkTextModes, bulkUseModes, type BulkChange } from '#models/listings/premises-bulk.ts'
import { id, text } from '#web/forms/forms.ts'
import { dropInvalid } from '#web/forms/search-input.ts'
import { fields } from '#features/premises/fields/shape.ts'
import { formatYuanInput } from '#features/premises/fields/values.ts'
import { listingTexts } from '#features/premises/listing/text-gaps.ts'
import { filterPairs, staffFilter, type StaffFilter } from '../staff-table/filter.ts'

export const bulkPath = z.object({ id })
export const bulkPage = z.object({ page: dropInvalid(z.coerce.number().int().min(1).max(10_000)) })

/** Selected premises: the ticked ones, or all that match a filter. */
export type Selection = { all: boolean; codes: string[]; filter: StaffFilter }

const ticked = z.preprocess(value => [value ?? []].flat(), z.array(premisesCode).max(1_000)).catch([])

export function readSelection(query: unknown): Selection {
  const { all, code: codes } = z.object({ all: dropInvalid(z.literal('yes')), code: ticked }).parse(query ?? {})
  return { all: all === 'yes', codes: all ? [] : [...new Set(codes)], filter: staffFilter.parse(query ?? {}) }
}

/** Returns the selection as hidden fields. */
export const selectionPairs = ({ all, codes, filter }: Selection): [string, string][] => [
  ...(all ? ([['all', 'yes']] as [string, string][]) : codes.map((one): [string, string] => ['code', one])),
  ...filterPairs(filter),
]

type Wish<Kind extends BulkChange['kind']> = Extract<BulkChange, { kind: Kind }>
const choiceError = { error: messageKey('form.choose') }

const note = text(500).default('')

const moveWish = z
  .object({ move: z.enum(bulkMoves, choiceError), note })
  .transform((form): Wish<'move'> => ({ kind: 'move', ...form }))

const textWish = z
  .object({
    field: z.enum(listingTexts, choiceError),
    locale: z.enum(locales, choiceError),
    mode: z.enum(bulkTextModes, choiceError),
    find: text(300).default(''),
    text: text(6_000).default(''),
    note,
  })
  .superRefine(({ mode, find, text: replacement }, context) => {
    const lacks = mode === 'swap' ? find === '' && 'find' : mode !== 'clear' && replacement === '' && 'text'
    if (lacks) context.addIssue({ code: 'custom', path: [lacks], message: messageKey('form.required') })
  })
  .transform((form): Wish<'text'> => ({ kind: 'text', ...form }))

const valueWish = z
  .object({ fact: z.enum(bulkFacts, choiceError), value: text(40).default(''), note })
  .transform(({ fact, value, note: why }, context): Wish<'value'> => {
    const read = fields.shape[fact].safeParse(value)
    if (read.success) return { kind: 'value', fact, value: toFormValue(read.data), note: why }
    for (const { message: key } of read.error.issues)
      context.addIssue({ code: 'custom', path: ['value'], message: key })
    return z.NEVER
  })

/** Formats a value as in the form of a premises, however it was typed; amounts are in yuan there. */
const toFormValue = (value: number | string | null): string =>
  typeof value === 'number' ? formatYuanInput(value) : (value ?? '')

const useWish = z
  .object({ mode: z.enum(bulkUseModes, choiceError), use: z.enum(useClasses, choiceError), note })
  .transform((form): Wish<'use'> => ({ kind: 'use', ...form }))

const reviewWish = z
  .object({ locale: z.enum(locales, choiceError), reviewed: z.enum(['yes', 'no'], choiceError), note })
  .transform(({ reviewed, ...form }): Wish<'review'> => ({ kind: 'review', ...form, reviewed: reviewed === 'yes' }))

export const wishForms = {
  move: moveWish,
  value: valueWish,
  use: useWish,
  text: textWish,
  review: reviewWish,
} as const
export type WishKind = keyof typeof wishForms
export const wishKind = z.object({ kind: z.enum(['move', 'value', 'use', 'text', 'review']) })
