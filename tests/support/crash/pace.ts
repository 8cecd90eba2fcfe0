/** Days an untouched draft is kept: the shortest the programme allows, so that drafts are deleted while the test runs. */
export const draftDays = 14
/**
 * Days from one life to the next. A draft abandoned in one life is announced in the second and deleted in the third at the
 * earliest.
 */
export const daysBetweenLives = 8
