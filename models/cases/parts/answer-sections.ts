/** The sections of the form that hold answers. */
export const answerSections = ['choice', 'applicant', 'company', 'plan', 'declarations'] as const
export type AnswerSection = (typeof answerSections)[number]
