import type { Slice, SliceParts } from '#server/slice.ts'
import { calculatorRoutes } from './compare/routes.ts'

/** The calculator of assembly costs. */
export const calculatorSlice = ({ clock }: SliceParts): Slice => ({
  name: 'calculator',
  doors: () => ({
    pages: [calculatorRoutes({ clock })],
  }),
})
