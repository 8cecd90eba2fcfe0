import type { Slice } from '#server/slice.ts'
import { accessibilityRoutes } from './routes.ts'

/** How the site is made for everybody to use: the statement about it, and the enlarged display. */
export const accessibilitySlice = (): Slice => ({
  name: 'accessibility',
  doors: () => ({ pages: [accessibilityRoutes()] }),
})
