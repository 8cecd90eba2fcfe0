import type { Slice } from '#server/slice.ts'
import { accessibilityRoutes } from './routes.ts'

/** The accessibility statement and the enlarged display. */
export const accessibilitySlice = (): Slice => ({
  name: 'accessibility',
  doors: () => ({ pages: [accessibilityRoutes()] }),
})
