import type { Response } from 'express'
import type { FormFailure } from '#web/forms/forms.ts'
import type { Refused } from './actions-view.ts'

/** What the page of a case shows besides the case: an action that was chosen, or one that was refused. */
export type Showing = {
  chosen?: string | undefined
  refused?: Refused
  judged?: FormFailure
  alert?: string | null
  status?: number
}

/** The page of a case, for every door of the staff that acts on one. */
export type CaseDesk = {
  /** Sends the page as the case is now, and writes down who opened it. */
  show(res: Response, id: string, showing?: Showing): Promise<void>
  /** The officers' names by id; those who have left the service keep theirs. */
  namesOf(
    ids: readonly (string | undefined)[],
    known?: readonly { id: string; name: string }[],
  ): Promise<Map<string, string>>
}
