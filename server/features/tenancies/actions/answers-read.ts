import { z } from 'zod'
import { formatInstant } from '#shared/texts/format.ts'
import { unreadAnswers } from '../duties/duties.ts'
import { findingAsLine } from '../inspections/ready-findings.ts'
import { tenancyAction, type FactRow, type FormInput } from '../manage/action.ts'
import { tenancyHasEnded } from '../states.ts'
import { fileFacts } from './parts.ts'

/** Marks the answers of the tenant to findings as read. */
export const answersRead = tenancyAction({
  name: 'answers-read',
  roles: ['reviewer', 'decider'],
  isOpen: tenancy => unreadAnswers(tenancy).length > 0 && !tenancyHasEnded(tenancy.state),
  withFiles: true,
  input: z.object({ upTo: z.coerce.date() }),
  shows({ tenancy }) {
    const last = Math.max(0, ...unreadAnswers(tenancy).map(({ answer }) => answer.at.getTime()))
    return [{ name: 'upTo', value: new Date(last).toISOString() }]
  },
  facts: answerFacts,
  run: ({ tenancies }, { id, actor, input }) => tenancies.inspections.readAnswers(id, actor, input),
})

/** Returns each answer under its finding, with its photos. */
function answerFacts({ reader, tenancy, documents = [] }: FormInput): FactRow[] {
  return unreadAnswers(tenancy).flatMap(({ finding, answer: { at, text, files } }) => [
    { label: findingAsLine(reader, finding), value: text, note: formatInstant(reader.locale, at) },
    ...fileFacts({ reader, tenancy, documents }, files),
  ])
}
