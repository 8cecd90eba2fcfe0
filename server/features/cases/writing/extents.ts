import type { Extent } from '#web/writing/extent.ts'

/** Longest texts to recipients outside the office, by field, for forms and translations alike. */
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
