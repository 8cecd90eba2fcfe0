import type { Slice, SliceParts } from '#server/slice.ts'

/** What an application is, for every part of its way: states, one guarded write, answers, documents, queue. It has no doors. */
export const casesSlice = ({ services }: SliceParts): Slice => ({
  name: 'cases',
  work: services.cases.work,
  dates: services.cases.dates,
})
