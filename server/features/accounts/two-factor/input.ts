import { z } from 'zod'
import { knownPassword, typedCode } from '../fields.ts'

export const beginForm = z.object({ current: knownPassword })
export const setUpForm = z.object({ code: typedCode })
/** Named apart from the other form of its page. */
export const offForm = z.object({ password: knownPassword, code: typedCode })
