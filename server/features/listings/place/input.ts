import { z } from 'zod'
import type { Premises } from '#models/premises/premises.ts'
import { readForm, type Typed, typedText } from '#web/forms/forms.ts'
import { fields } from '#features/premises/fields/shape.ts'

const placeFields = fields.pick({
  floor: true,
  'position.row': true,
  'position.offsetM': true,
  'position.widthM': true,
  'position.depth': true,
})

/** Returns the fields of a place from a form or a URL. */
export function typedPlace(names: readonly string[], source: unknown): Typed {
  const all = (source ?? {}) as Typed
  const sent = names.filter(name => typeof all[name] === 'string')
  return Object.fromEntries(sent.map(name => [name, typedText(all, name)]))
}

/** Returns the typed place; null while it is invalid. */
export function placeOf(typed: Typed): Pick<Premises, 'floor' | 'position'> | null {
  const read = readForm(placeFields, typed)
  if (!read.ok) return null
  const { floor, ...form } = read.value
  return {
    floor,
    position: {
      row: form['position.row'],
      offsetM: form['position.offsetM'],
      widthM: form['position.widthM'],
      depth: form['position.depth'],
    },
  }
}

const short = z.string().max(2_000).catch('').default('')
const openedForm = z.object({ version: z.string().regex(/^\d{1,9}$/), seen: short })
export type Opened = z.output<typeof openedForm>

/** Returns what a form was opened from; undefined for a page that was only requested. */
export function openedIn(source: unknown): Opened | undefined {
  const read = openedForm.safeParse(source ?? {})
  return read.success ? read.data : undefined
}

/** Parses the fields sent with a place. A form without a version counts as having seen nothing. */
export const placeSaving = z.object({
  version: z.coerce.number().int().min(0).catch(-1),
  seen: short,
  confirmed: z.literal('yes').optional().catch(undefined),
})
