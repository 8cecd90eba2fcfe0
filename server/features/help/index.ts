import type { Slice, SliceParts } from '#server/slice.ts'
import { helpBeside, helpRoutes } from './routes.ts'

/** What the pages of the staff are for, beside each of them, as topics and as a manual. */
export const helpSlice = ({ clock }: SliceParts): Slice => ({
  name: 'help',
  doors: () => ({
    pages: [helpBeside, helpRoutes({ clock })],
  }),
})
