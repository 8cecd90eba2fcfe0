import type { Slice, SliceParts } from '#server/slice.ts'
import { attachHelp, helpRoutes } from './routes.ts'

/** Help for the staff: beside each page, by topic, and as a manual. */
export const helpSlice = ({ clock }: SliceParts): Slice => ({
  name: 'help',
  doors: () => ({
    pages: [attachHelp, helpRoutes({ clock })],
  }),
})
