/** Of how a text was written: who translated it, and why nobody did. */
const forTheStaff = <Path extends string, Field extends string = 'writing'>(path: Path, field?: Field) => {
  const at = `${path}.${field ?? 'writing'}`
  return { [`${at}.asIs`]: 0, [`${at}.translator`]: 0 } as Record<
    `${Path}.${Field}.asIs` | `${Path}.${Field}.translator`,
    0
  >
}

/** Both texts of a condition. */
const conditionsForTheStaff = <Path extends string>(path: Path) => ({
  ...forTheStaff(path, 'textWriting'),
  ...forTheStaff(path, 'noteWriting'),
})

/** Where and what of a talk. */
const talkForTheStaff = <Path extends string>(path: Path) => ({
  ...forTheStaff(path, 'placeWriting'),
  ...forTheStaff(path, 'noteWriting'),
})

/** What the staff keep for themselves is not even read for an applicant, so no page of theirs can show it. */
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
 * The same for what applicants read and do not change. An answer of theirs files the request as it was read, and a paper that they
 * make is stored with the whole offer, so there both have to be read with what the staff keep of them; taken back, a case
 * is stored with the whole talk that it calls off.
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
  // The copy for the version before (ADR 61).
  ...conditionsForTheStaff('conditions'),
} as const
