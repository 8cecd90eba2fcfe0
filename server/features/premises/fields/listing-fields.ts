import { type FormResult, readForm, type FormValues } from '#web/forms/forms.ts'
import type { ListingFacts } from '../listing/listing-facts.ts'
import { factsOf } from './facts.ts'
import { type Fields, fields, withFieldRules } from './shape.ts'
import type { FieldBounds } from './number-fields.ts'
import { valuesOf } from './values.ts'

/**
 * Fields of a premises, the same for the form, an edit in a table, a bulk change and an imported file. A field has one name
 * everywhere (`title.ru`, `areaUsableSqM`, `allowedUses`, `deposit`, `publishAt`, ...: `listingFields`). It is also the name
 * of its control and, with the prefix `listing.field.` and without `.ru`, `.en`, `.zh`, the key of its label.
 *
 * - `valuesOf(premises)[field]` (values.ts) returns a field as it would be typed: numbers with a point, money in yuan, days
 *   `2026-12-01`, instants `2026-12-01T09:00` in the city's time zone, flags `yes` or empty, lists as an array.
 * - `parseListingChanges(premises, { field: typed, ... })` parses some fields over an existing premises, checks the rules
 *   between fields, and returns what to pass to `listings.edit` (which knows the rules of floors, of versions and of reviewed
 *   texts).
 * - `parseListing(typed)` parses a whole premises and reports what is missing by field. A list may also come as one text with
 *   commas, and a flag as `no`.
 */
export type ListingField = keyof Fields
export const listingFields = Object.keys(fields.shape) as ListingField[]

/** Returns the bounds of a number or the maximum length of a text; null for choices and days. */
export function fieldBoundsOf(field: ListingField): FieldBounds | null {
  return (fields.shape[field].meta()?.['allowed'] as FieldBounds | undefined) ?? null
}

const listing = withFieldRules(fields).transform(factsOf)

export const parseListing = (input: FormValues): FormResult<ListingFacts> => readForm(listing, input)

export const parseListingChanges = (before: ListingFacts, input: FormValues): FormResult<ListingFacts> =>
  parseListing({ ...valuesOf(before), ...input })
