import type { Slice, SliceParts } from '#server/slice.ts'
import { deskRoutes } from './routes.ts'

/** Where colleagues start. */
export const deskSlice = ({ services, clock }: SliceParts): Slice => ({
  name: 'desk',
  doors: () => ({
    pages: [deskRoutes(services, clock)],
  }),
})
