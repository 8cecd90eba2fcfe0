import { z } from 'zod'
import { premisesStatuses } from '#models/premises/parts/premises-vocabulary.ts'
import { id } from '#web/forms/forms.ts'
import { planSearch } from '#features/catalogue/browse/input.ts'
import { managersMoves } from '#features/premises/listing/intent.ts'
import { factsOf } from '#features/premises/fields/facts.ts'
import { fields, withFieldRules } from '#features/premises/fields/shape.ts'
import { lineField, wholeNumberField } from '#features/premises/fields/number-fields.ts'
import { premisesCode } from '#shared/texts/codes.ts'
import { messageKey } from '#shared/texts/i18n.ts'
import type { Descriptions } from '../photos/photo-acts.ts'

/**
 * Parses the form of an existing premises. `version` is the version in which it was opened; `seen` has marks of its values
 * then.
 */
export const editForm = withFieldRules(
  fields.extend({
    version: z.coerce.number().int().min(0),
    seen: z.string().max(20_000).catch('').default(''),
    reason: lineField(500),
  }),
).transform(({ version, seen, reason, ...form }) => ({ version, seen, reason, facts: factsOf(form) }))

/** Parses the form of a new premises, which also sets its building and its permanent number. */
export const newForm = withFieldRules(
  fields.extend({
    building: id.or(z.literal('').transform((): string => '')).refine(value => value !== '', messageKey('form.choose')),
    unit: wholeNumberField({ min: 1, max: 99_999 }),
  }),
).transform(({ building, unit, ...form }) => ({ building, unit, facts: factsOf(form) }))

const mark = z.string().max(80).optional().catch(undefined)
/** Besides the move what the page showed (`listingMarks`). Forms of an earlier release do not say it. */
export const moveForm = z
  .object({ move: z.enum(managersMoves), note: lineField(500), standing: mark, facts: mark, photos: mark })
  .transform(({ standing, facts, photos, ...move }) => ({ ...move, shown: { standing, facts, photos } }))

export const premisesPath = z.object({ code: premisesCode })
export const photoPath = premisesPath.extend({ photoId: id })
export const photoMoveForm = z.object({ to: z.enum(['earlier', 'later']), seen: lineField(64) })
export const panoramaForm = z.object({ shown: z.enum(['yes', 'no']).transform(shown => shown === 'yes') })
const description = z.object({ ru: lineField(200), en: lineField(200), zh: lineField(200), seen: lineField(64) })
const descriptionName = /^(alt|seen)\.([0-9a-f]{24})(?:\.(ru|en|zh))?$/
/**
 * Parses the descriptions of photos: `alt.<id>.<language>`, and `seen.<id>` as the mark of the description when the form was
 * opened.
 */
export const photoDescriptionsForm = z
  .looseObject({})
  .transform(parseDescriptions)
  .pipe(z.record(z.string(), description))
  .transform((photos): Descriptions =>
    Object.fromEntries(Object.entries(photos).map(([photo, { seen, ...alt }]) => [photo, { alt, seen }])),
  )

function parseDescriptions(body: Record<string, unknown>): Record<string, Record<string, unknown>> {
  const photos: Record<string, Record<string, unknown>> = {}
  for (const [name, value] of Object.entries(body)) {
    const [, part = '', photo = '', language] = descriptionName.exec(name) ?? []
    if (photo) photos[photo] = { ...photos[photo], [language ?? part]: value }
  }
  return photos
}

const percent = z
  .string()
  .trim()
  .regex(/^\d{1,3}$/)
  .transform(Number)
  .pipe(z.number().max(100))
/** Parses a focus, in per cent of a photo's width and height. */
export const focusForm = z
  .object({ 'focus.x': percent, 'focus.y': percent, seen: lineField(64) })
  .transform(({ 'focus.x': x, 'focus.y': y, seen }) => ({ focus: { x, y }, seen }))

const placeSchema = z
  .string()
  .trim()
  .regex(/^[1-9]\d{0,2}$/)
  .transform(Number)
const placeName = /^place\.([0-9a-f]{24})$/
/** Parses the wanted place of each photo, as `place.<id>`. */
export const photoOrderForm = z
  .looseObject({ seen: lineField(64) })
  .transform(({ seen, ...rest }) => ({ seen, places: parsePlaces(rest) }))
  .pipe(z.object({ seen: z.string(), places: z.record(z.string(), placeSchema) }))

function parsePlaces(rest: Record<string, unknown>): Record<string, unknown> {
  const places: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(rest)) {
    const photo = placeName.exec(name)?.[1]
    if (photo) places[photo] = value
  }
  return places
}

/** Parses which part of the staff's plan is shown, and which status is lit. */
export const staffPlanSearch = planSearch
  .omit({ here: true, flat: true })
  .extend({ status: z.enum(premisesStatuses).optional().catch(undefined) })
