import type { Response } from 'express'
import type { FormFailure } from '#web/forms/forms.ts'
import type { CaseFile } from '../queue/case-file.ts'
import type { CaseActions } from './action-list.ts'
import type { RefusedAction } from './actions-view.ts'

/** What the page of a case shows besides the case: a chosen action, or a refused one. */
export type ShowOptions = {
  chosen?: string | undefined
  refused?: RefusedAction
  judged?: FormFailure
  alert?: string | null
  status?: number
  /** The case, where the request has read it for this person and has changed nothing since. */
  file?: CaseFile | undefined
}

/** The page of a case, shared by all doors of the staff that act on one. */
export type CaseDesk = {
  /** All actions on cases. */
  actions: CaseActions
  /** Sends the page of the case as it is now and records who opened it. */
  show(res: Response, id: string, showing?: ShowOptions): Promise<void>
  /** Returns the officers' names by id, also of those who have left. */
  namesOf(
    ids: readonly (string | undefined)[],
    colleagues?: readonly { id: string; name: string }[],
  ): Promise<Map<string, string>>
}
