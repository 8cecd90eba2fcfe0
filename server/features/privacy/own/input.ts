import { z } from 'zod'
import { knownPassword } from '../../accounts/fields.ts'

export const passwordForm = z.object({ password: knownPassword })
