import type { MessageKey } from '#shared/texts/i18n.ts'
import { type FormResult, readForm, type Typed } from '#web/forms/forms.ts'
import type { ListingFacts } from '../listing/listing-facts.ts'
import { factsOf } from './facts.ts'
import { type Fields, fields, withRelations } from './shape.ts'
import type { Allowed } from './number-fields.ts'
import { valuesOf } from './values.ts'

/**
 * Fields of a premises, the same for the form, an edit in a table, a bulk change and an imported file. A field has one name
 * everywhere (`title.ru`, `areaUsableSqM`, `allowedUses`, `deposit`, `publishAt`, ...: `listingFields`). It is also the name
 * of its control and, with the prefix `listing.field.` and without `.ru`, `.en`, `.zh`, the key of its label.
 *
 * - `valuesOf(premises)[field]` (values.ts) returns a field as it would be typed: numbers with a point, money in yuan, days
 *   `2026-12-01`, instants `2026-12-01T09:00` in the city's time zone, flags `yes` or empty, lists as an array.
 * - `readField(field, typed)` parses one field by itself and returns its value or the key of the error message. A list may
 *   also come as one text with commas, and a flag as `no`.
 * - `changedListing(premises, { field: typed, ... })` parses some fields over an existing premises, checks the rules between
 *   fields, and returns what to pass to `listings.edit` (which knows the rules of floors, of versions and of reviewed
 *   texts).
 * - `readListing(typed)` parses a whole premises and reports what is missing by field.
 */
export type ListingField = keyof Fields
export const listingFields = Object.keys(fields.shape) as ListingField[]

type Read = { ok: true; value: Fields[ListingField] } | { ok: false; error: MessageKey }

export function readField(field: ListingField, typed: string | string[] | undefined): Read {
  const read = readForm(fields.shape[field], typed ?? '')
  return read.ok ? read : { ok: false, error: Object.values(read.errors)[0] ?? 'form.required' }
}

/** Returns the bounds of a number or the maximum length of a text; null for choices and days. */
export function allowedIn(field: ListingField): Allowed | null {
  return (fields.shape[field].meta()?.['allowed'] as Allowed | undefined) ?? null
}

const listing = withRelations(fields).transform(factsOf)

export const readListing = (typed: Typed): FormResult<ListingFacts> => readForm(listing, typed)

export const changedListing = (before: ListingFacts, typed: Typed): FormResult<ListingFacts> =>
  readListing({ ...valuesOf(before), ...typed })
