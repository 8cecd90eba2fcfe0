import type { Slice, SliceParts } from '#server/slice.ts'
import { paperSettingsRoutes } from './papers/settings.ts'

/** What an application is, at every stage: states, guarded write, answers, documents, queue. */
export const casesSlice = ({ services }: SliceParts): Slice => ({
  name: 'cases',
  work: services.cases.work,
  dates: services.cases.dates,
  doors: () => ({ pages: [paperSettingsRoutes(services)] }),
})
