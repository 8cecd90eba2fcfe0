import type { Slice, SliceParts } from '#server/slice.ts'
import { reportRoutes } from './show/routes.ts'

/** Figures of the programme for the staff. */
export const reportsSlice = ({ services }: SliceParts): Slice => ({
  name: 'reports',
  doors: () => ({
    pages: [reportRoutes(services)],
  }),
})
