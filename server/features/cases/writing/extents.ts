import type { Extent } from '#web/writing/extent.ts'

/** How much an officer may write to whoever is outside, field by field: the forms are read by it, and so are the translations. */
export const extents = {
  reason: { longest: 4000 },
  message: { longest: 4000 },
  objectionAnswer: { longest: 4000 },
  moreTime: { longest: 2000 },
  requestItem: { longest: 2000 },
  interviewPlace: { longest: 300, oneLine: true },
  interviewNote: { longest: 2000 },
  interviewCancelled: { longest: 2000 },
  condition: { longest: 500 },
  conditionNote: { longest: 2000 },
} as const satisfies Record<string, Extent>
