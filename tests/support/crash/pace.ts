/** Days an untouched draft is kept: as short as the programme allows, so that drafts are deleted while the test runs. */
export const draftDays = 14
/** From one life to the next: a draft that is left in one is announced in the second and goes in the third at the earliest. */
export const daysBetweenLives = 8
