import type { Slice, SliceParts } from '#server/slice.ts'
import { componentRoutes, componentsFrontRoutes } from './routes.ts'

/** The partials that pages share, with their states, for whoever works on them: in development only. */
export const componentsSlice = ({ config }: SliceParts): Slice => ({
  name: 'components',
  doors: () => (config.development ? { front: [componentsFrontRoutes()], pages: [componentRoutes()] } : {}),
})
