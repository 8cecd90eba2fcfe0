import type { Schema } from 'mongoose'
import { retentionIndexes } from './retention.ts'

/**
 * Adds the indexes of the staff's queue of cases, which cover every filter and order of it (`queue-plan.ts`), and those of
 * the desk and of the retention job.
 */
export function queueIndexes<Case>(schema: Schema<Case>): void {
  const queueRest = { submittedAt: 1, _id: 1, state: 1, handedOverOn: 1 } as const
  schema.index({ state: 1, submittedAt: 1, _id: 1, handedOverOn: 1 }, { name: 'queue_by_state' })
  schema.index({ submittedAt: 1, _id: 1 }, { name: 'queue_in_order' })
  schema.index({ assignee: 1, ...queueRest, 'snapshot.answers.plan.useClass': 1 }, { name: 'queue_by_officer' })
  schema.index({ 'snapshot.answers.plan.useClass': 1, ...queueRest }, { name: 'queue_by_use' })
  schema.index({ reference: 1, ...queueRest }, { name: 'queue_by_reference' })
  schema.index({ applicantName: 1, ...queueRest }, { name: 'queue_by_passport_name' })
  schema.index(
    { 'snapshot.answers.company.vehicle': 1, _id: 1, submittedAt: 1, state: 1, handedOverOn: 1 },
    { name: 'queue_by_vehicle' },
  )
  schema.index({ score: 1, _id: 1, submittedAt: 1, state: 1, handedOverOn: 1 }, { name: 'queue_by_score' })
  schema.index({ 'premises.0': 1, _id: 1, submittedAt: 1, state: 1, handedOverOn: 1 }, { name: 'queue_by_premises' })
  // Search by the staff: a covered query, the latest first.
  schema.index({ searchTerms: 1, submittedAt: 1, _id: 1, handedOverOn: 1 }, { name: 'search_terms' })
  // Coming interviews of officers, and reminders to applicants.
  schema.index(
    { 'interview.startsAt': 1 },
    { partialFilterExpression: { state: 'interview' }, name: 'interviews_to_come' },
  )
  // The desk: an officer's open cases by due day, and what is due in the whole office.
  schema.index({ assignee: 1, state: 1, dueOn: 1, _id: 1, turnFrom: 1 }, { name: 'desk_in_hand' })
  schema.index({ dueOn: 1 }, { partialFilterExpression: { dueOn: { $type: 'string' } }, name: 'due_in_the_office' })
  retentionIndexes(schema)
}

/** Adds the indexes for the order of the waiting list (of one premises and of all) and for waits that expire. */
export function waitingIndexes<Case>(schema: Schema<Case>): void {
  schema.index(
    { premises: 1, 'waiting.score': -1, submittedAt: 1, _id: 1 },
    { partialFilterExpression: { state: 'waitlisted' }, name: 'waiting_for_a_premises' },
  )
  schema.index(
    { 'waiting.score': -1, submittedAt: 1, _id: 1 },
    { partialFilterExpression: { state: 'waitlisted' }, name: 'waiting_in_order' },
  )
  schema.index({ 'waiting.until': 1 }, { partialFilterExpression: { state: 'waitlisted' }, name: 'waiting_until' })
}
