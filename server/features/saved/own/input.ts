import { z } from 'zod'
import { alertRhythms } from '#models/saved/saved.ts'
import { canonicalCode } from '#shared/texts/codes.ts'
import { filterOf, queryOf } from '#features/catalogue/search-address.ts'

const maxQueryLength = 2_000

/** One `code` or several, and the action of the button that was pressed. Invalid codes are dropped. */
export const favouriteForm = z.object({
  code: z
    .union([z.string(), z.array(z.string()).max(200)])
    .catch([])
    .default([])
    .transform(input => [input].flat().map(one => canonicalCode(one)))
    .transform(codes => codes.filter(code => code !== null))
    .refine(codes => codes.length > 0),
  do: z.enum(['add', 'remove']),
})

/** Most of the recently viewed premises that are listed. */
const maxViewed = 8
export const viewedQuery = z.object({
  code: z
    .union([z.string(), z.array(z.string())])
    .catch([])
    .default([])
    .transform(input => [input].flat().slice(0, maxViewed))
    .transform(input => input.map(one => canonicalCode(one)).filter(code => code !== null)),
})

/** `search` holds the conditions as a query string. */
export const searchForm = z.object({
  search: z
    .string({ error: 'form.required' })
    .max(maxQueryLength, 'form.too-long')
    .transform(query => queryOf(filterOf(query))),
})

export const alertForm = z.object({ alert: z.enum(alertRhythms) })
export const keyPath = z.object({ key: z.string().regex(/^[\w-]{16}$/) })

/** What has just been done, shown by the next page. */
export const savedDone = ['search', 'search-daily', 'alert', 'ended', 'removed'] as const
export const savedQuery = z.object({ done: z.enum(savedDone).optional().catch(undefined) })
export type SavedDone = (typeof savedDone)[number]
