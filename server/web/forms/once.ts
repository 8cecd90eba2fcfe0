import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { id } from './forms.ts'

/** Id of a form, by which it is known when it is sent twice. A form without one, or with anything else, is never a repeat. */
export const onceField = id.optional().catch(undefined)
/** A form of which only the id is read. */
export const onceForm = z.object({ once: onceField })

/** Returns a new id for a form. It is random, so that nobody can send a form before the person who will be shown it. */
export const createOnceId = (): string => randomBytes(12).toString('hex')
