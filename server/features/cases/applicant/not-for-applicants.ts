/** Of how a text was written: who translated it, and why nobody did. */
const forTheStaff = <Path extends string>(path: Path) =>
  ({ [`${path}.writing.asIs`]: 0, [`${path}.writing.translator`]: 0 }) as Record<
    `${Path}.writing.asIs` | `${Path}.writing.translator`,
    0
  >

/** What the staff keep for themselves is not even read for an applicant, so no page of theirs can show it. */
export const notForApplicants = {
  translations: 0,
  toTranslate: 0,
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
 * The same for what applicants read and do not change. An answer of theirs files the request as it was read, so there it has to
 * be read with what the staff keep of it.
 */
export const notForTheirPages = {
  ...notForApplicants,
  ...forTheStaff('request.items'),
  ...forTheStaff('request.extensions'),
  ...forTheStaff('pastRequests.items'),
  ...forTheStaff('pastRequests.extensions'),
} as const
