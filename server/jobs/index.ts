import { deliverMail } from './deliver-mail.ts'
import { enquiryEffects } from './enquiry-effects.ts'
import { sweepFiles } from './sweep-files.ts'
import { sweepSessions } from './sweep-sessions.ts'
import type { Job } from './job.ts'

/** Everything the worker does, in the order in which `runJobs` of the tests goes round. */
export const jobs: readonly Job[] = [enquiryEffects, deliverMail, sweepFiles, sweepSessions]
