import type { Slice, SliceParts } from '#server/slice.ts'
import { calculatorRoutes } from './compare/routes.ts'

/** What the first years cost, here and elsewhere. */
export const calculatorSlice = ({ clock }: SliceParts): Slice => ({
  name: 'calculator',
  doors: () => ({
    pages: [calculatorRoutes({ clock })],
  }),
})
