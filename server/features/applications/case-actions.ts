import { acceptanceActions } from '../acceptance/actions/index.ts'
import { listActions } from '../cases/desk/action-list.ts'
import { decidingActions } from '../deciding/actions/index.ts'
import { reviewingActions } from '../reviewing/actions/index.ts'

/** Everything that an officer can do with a case. */
export const caseActions = listActions([...reviewingActions, ...decidingActions, ...acceptanceActions])
