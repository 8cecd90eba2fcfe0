import type { Slice, SliceParts } from '#server/slice.ts'

/** What an application is, at every stage: states, guarded write, answers, documents, queue. The slice has no doors. */
export const casesSlice = ({ services }: SliceParts): Slice => ({
  name: 'cases',
  work: services.cases.work,
  dates: services.cases.dates,
})
