import { z } from 'zod'
import type { Premises } from '../../../../../models/premises.ts'
import { readForm, type Typed, typedText } from '../../../../web/forms.ts'
import { fields } from '../../fields/shape.ts'

const placeFields = fields.pick({
  floor: true,
  'position.row': true,
  'position.offsetM': true,
  'position.widthM': true,
  'position.depth': true,
})

/** Of a form or an address, the fields of a place. */
export function typedPlace(source: unknown): Typed {
  const all = (source ?? {}) as Typed
  const names = Object.keys(placeFields.shape).filter(name => typeof all[name] === 'string')
  return Object.fromEntries(names.map(name => [name, typedText(all, name)]))
}

/** The place that was typed, or null while it is none. */
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

/** What goes with a place that is saved. */
export const placeSaving = z.object({
  version: z.coerce.number().int().min(0),
  seen: z.string().max(20_000).catch('').default(''),
  confirmed: z.literal('yes').optional().catch(undefined),
})
