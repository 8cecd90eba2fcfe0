import { trusted } from 'mongoose'
import { EnquiryModel, type Enquiry } from '#models/enquiries/enquiry.ts'
import { conflict } from '#shared/errors.ts'
import type { AssignedWorkSource } from '#shared/hands.ts'
import { answererRoles } from './rules.ts'
import type { createAnsweringService } from './replies/answering.ts'

type Found = Pick<Enquiry, '_id' | 'name' | 'topic' | 'assignee' | 'version'>
const fields = { name: 1, topic: 1, assignee: 1, version: 1 } as const

/** Open work: enquiries assigned to a colleague. */
export const createReassignmentSource = ({
  assign,
}: Pick<ReturnType<typeof createAnsweringService>, 'assign'>): AssignedWorkSource => ({
  kind: 'enquiries',
  heading: 'hands.enquiries',
  roles: answererRoles,
  async of(account) {
    const found = await EnquiryModel.find({ 'assignee.id': account, status: 'new' }, fields)
      .sort({ createdAt: 1 })
      .lean<Found[]>()
    return found.map(({ _id, name }) => ({
      id: _id.toHexString(),
      about: name,
      more: '',
      path: `/enquiries/${_id.toHexString()}`,
    }))
  },
  async give(id, from, to, by) {
    const found = await EnquiryModel.findOne({ _id: id, 'assignee.id': from }, fields).lean<Found>()
    const officer = { kind: by.kind, id: by.id ?? '', name: by.name ?? '' }
    if (!found) throw conflict('error.stale', { facts: { id } })
    await assign({ id, version: found.version, by: officer }, to && { id: to.id, name: to.name })
  },
  async *holders() {
    const assigned = { status: 'new' as const, 'assignee.id': trusted({ $exists: true }) }
    for await (const one of EnquiryModel.find(assigned, fields).lean<Found[]>().cursor())
      if (one.assignee) yield { id: one._id.toHexString(), account: one.assignee.id }
  },
})
