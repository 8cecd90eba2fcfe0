/** Returns the projection that leaves out who translated a text, and why nobody did. */
const hideTranslator = <Path extends string, Field extends string = 'writing'>(path: Path, field?: Field) => {
  const at = `${path}.${field ?? 'writing'}`
  return { [`${at}.asIs`]: 0, [`${at}.translator`]: 0 } as Record<
    `${Path}.${Field}.asIs` | `${Path}.${Field}.translator`,
    0
  >
}

/** Applies `hideTranslator` to both texts of a condition. */
const hideConditionTranslators = <Path extends string>(path: Path) => ({
  ...hideTranslator(path, 'textWriting'),
  ...hideTranslator(path, 'noteWriting'),
})

/** Applies `hideTranslator` to the place and the note of an interview. */
const hideInterviewTranslators = <Path extends string>(path: Path) => ({
  ...hideTranslator(path, 'placeWriting'),
  ...hideTranslator(path, 'noteWriting'),
})

/** Projection for applicants: internal fields of the staff are not even read, so no page of an applicant can show them. */
export const applicantProjection = {
  translations: 0,
  toTranslate: 0,
  textLog: 0,
  notes: 0,
  mentioned: 0,
  formerAssessments: 0,
  'objectionAnswers.text': 0,
  'objectionAnswers.writing': 0,
  'objectionAnswers.reasonCodes': 0,
  'objectionAnswers.by': 0,
  'interview.outcome': 0,
  'pastInterviews.outcome': 0,
  'notice.misfits': 0,
  'waiting.misfits': 0,
  ...hideTranslator('events'),
  ...hideTranslator('messages'),
  ...hideTranslator('interview.cancelled'),
  ...hideTranslator('pastInterviews.cancelled'),
} as const

/**
 * Projection for the applicant's pages. It also leaves out internal parts of texts that applicants read but do not change.
 * These parts must be read where an applicant's write stores them again: an answer files the whole request, a generated
 * paper is stored with the whole offer, and a withdrawal stores the whole interview that it cancels.
 */
export const applicantPageProjection = {
  ...applicantProjection,
  'offer.misfits': 0,
  'pastOffers.misfits': 0,
  ...hideTranslator('request.items'),
  ...hideTranslator('request.extensions'),
  ...hideTranslator('pastRequests.items'),
  ...hideTranslator('pastRequests.extensions'),
  ...hideConditionTranslators('offer.acceptance.conditions'),
  ...hideConditionTranslators('pastOffers.acceptance.conditions'),
  ...hideInterviewTranslators('interview'),
  ...hideInterviewTranslators('pastInterviews'),
  // Copy for the previous version (ADR 61).
  ...hideConditionTranslators('conditions'),
} as const
