import { z } from 'zod'
import type { Premises } from '#models/premises/premises.ts'
import { readForm, type FormValues, inputValue } from '#web/forms/forms.ts'
import { fields } from '#features/premises/fields/shape.ts'

const placeFields = fields.pick({
  floor: true,
  'position.row': true,
  'position.offsetM': true,
  'position.widthM': true,
  'position.depth': true,
})

/** Returns the fields of a place from a form or a URL. */
export function readPlaceInput(names: readonly string[], source: unknown): FormValues {
  const all = (source ?? {}) as FormValues
  const sent = names.filter(name => typeof all[name] === 'string')
  return Object.fromEntries(sent.map(name => [name, inputValue(all, name)]))
}

/** Returns the typed place; null while it is invalid. */
export function parsePlace(input: FormValues): Pick<Premises, 'floor' | 'position'> | null {
  const read = readForm(placeFields, input)
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

const shortText = z.string().max(2_000).catch('').default('')
const openedForm = z.object({ version: z.string().regex(/^\d{1,9}$/), seen: shortText })
export type OpenedState = z.output<typeof openedForm>

/** Returns what a form was opened from; undefined for a page that was only requested. */
export function parseOpened(source: unknown): OpenedState | undefined {
  const read = openedForm.safeParse(source ?? {})
  return read.success ? read.data : undefined
}

/** Parses the fields sent with a place. A form without a version counts as having seen nothing. */
export const placeSaving = z.object({
  version: z.coerce.number().int().min(0).catch(-1),
  seen: shortText,
  confirmed: z.literal('yes').optional().catch(undefined),
})
