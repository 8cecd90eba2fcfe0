/** Returns the projection that leaves out who translated a text, and why nobody did. */
const forTheStaff = <Path extends string, Field extends string = 'writing'>(path: Path, field?: Field) => {
  const at = `${path}.${field ?? 'writing'}`
  return { [`${at}.asIs`]: 0, [`${at}.translator`]: 0 } as Record<
    `${Path}.${Field}.asIs` | `${Path}.${Field}.translator`,
    0
  >
}

/** Applies `forTheStaff` to both texts of a condition. */
const conditionsForTheStaff = <Path extends string>(path: Path) => ({
  ...forTheStaff(path, 'textWriting'),
  ...forTheStaff(path, 'noteWriting'),
})

/** Applies `forTheStaff` to the place and the note of an interview. */
const talkForTheStaff = <Path extends string>(path: Path) => ({
  ...forTheStaff(path, 'placeWriting'),
  ...forTheStaff(path, 'noteWriting'),
})

/** Projection for applicants: internal fields of the staff are not even read, so no page of an applicant can show them. */
export const notForApplicants = {
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
  ...forTheStaff('events'),
  ...forTheStaff('messages'),
  ...forTheStaff('interview.cancelled'),
  ...forTheStaff('pastInterviews.cancelled'),
} as const

/**
 * Projection for the applicant's pages. It also leaves out internal parts of texts that applicants read but do not change.
 * These parts must be read where an applicant's write stores them again: an answer files the whole request, a generated
 * paper is stored with the whole offer, and a withdrawal stores the whole interview that it cancels.
 */
export const notForTheirPages = {
  ...notForApplicants,
  ...forTheStaff('request.items'),
  ...forTheStaff('request.extensions'),
  ...forTheStaff('pastRequests.items'),
  ...forTheStaff('pastRequests.extensions'),
  ...conditionsForTheStaff('offer.acceptance.conditions'),
  ...conditionsForTheStaff('pastOffers.acceptance.conditions'),
  ...talkForTheStaff('interview'),
  ...talkForTheStaff('pastInterviews'),
  // Copy for the previous version (ADR 61).
  ...conditionsForTheStaff('conditions'),
} as const
