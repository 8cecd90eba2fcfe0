import { z } from 'zod'
import { knownPassword } from '#features/accounts/fields.ts'

export const archiveForm = z.object({ password: knownPassword })
/** The page has two forms: a field has one name on it. */
export const deletionForm = z.object({ deletionPassword: knownPassword })
