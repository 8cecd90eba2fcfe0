import type { Response } from 'express'
import type { FormFailure } from '#web/forms/forms.ts'
import type { Refused } from './actions-view.ts'

/** What the page of a case shows besides the case: a chosen action, or a refused one. */
export type Showing = {
  chosen?: string | undefined
  refused?: Refused
  judged?: FormFailure
  alert?: string | null
  status?: number
}

/** The page of a case, shared by all doors of the staff that act on one. */
export type CaseDesk = {
  /** Sends the page of the case as it is now and records who opened it. */
  show(res: Response, id: string, showing?: Showing): Promise<void>
  /** Returns the officers' names by id, also of those who have left. */
  namesOf(
    ids: readonly (string | undefined)[],
    known?: readonly { id: string; name: string }[],
  ): Promise<Map<string, string>>
}
