import type { MessageKey } from '#shared/texts/i18n.ts'
import { type FormResult, readForm, type Typed } from '#web/forms/forms.ts'
import type { ListingFacts } from '../listing/listing-facts.ts'
import { factsOf } from './facts.ts'
import { type Fields, fields, withRelations } from './shape.ts'
import type { Allowed } from './number-fields.ts'
import { valuesOf } from './values.ts'

/**
 * The fields of a premises, the same for the form, an edit in a table, a bulk change and a file that is imported. A field
 * has one name everywhere (`title.ru`, `areaUsableSqM`, `allowedUses`, `deposit`, `publishAt`, ...: `listingFields`), which
 * is also the name of its control and, after `listing.field.`, of its label (without `.ru`, `.en`, `.zh`).
 *
 * - `valuesOf(premises)[field]` (values.ts) is a field as it would have been typed: numbers with a point, money in yuan,
 *   days `2026-12-01`, instants `2026-12-01T09:00` by the city's clock, flags `yes` or empty, lists an array.
 * - `readField(field, typed)` reads one field by itself: a value, or the key of the sentence that says what is wrong.
 *   A list may also come as one text with commas, and a flag as `no`.
 * - `changedListing(premises, { field: typed, ... })` reads some fields over a premises, with the rules between fields, and
 *   gives what to hand to `listings.edit` (which knows the rules of floors, of versions and of reviewed texts).
 * - `readListing(typed)` reads a whole premises; what is missing is complained about by field.
 */
export type ListingField = keyof Fields
export const listingFields = Object.keys(fields.shape) as ListingField[]

type Read = { ok: true; value: Fields[ListingField] } | { ok: false; error: MessageKey }

export function readField(field: ListingField, typed: string | string[] | undefined): Read {
  const read = readForm(fields.shape[field], typed ?? '')
  return read.ok ? read : { ok: false, error: Object.values(read.errors)[0] ?? 'form.required' }
}

/** The bounds of a number or the length of a text; null of what is chosen or is a day. */
export function allowedIn(field: ListingField): Allowed | null {
  return (fields.shape[field].meta()?.['allowed'] as Allowed | undefined) ?? null
}

const listing = withRelations(fields).transform(factsOf)

export const readListing = (typed: Typed): FormResult<ListingFacts> => readForm(listing, typed)

export const changedListing = (before: ListingFacts, typed: Typed): FormResult<ListingFacts> =>
  readListing({ ...valuesOf(before), ...typed })
