import { trusted, type QueryFilter } from 'mongoose'
import { ApplicationModel, type Application, type ApplicationState } from '../../../models/application.ts'
import { readFor } from './change.ts'
import type { Actor } from './states.ts'

export const queueSorts = ['oldest', 'newest', 'due', 'reference'] as const
export type QueueSort = (typeof queueSorts)[number]
export type QueueSearch = {
  /** A reference or a part of the applicant's name. */
  q?: string | undefined
  state?: ApplicationState | undefined
  /** Code of a premises among the choices. */
  premises?: string | undefined
  /** Account id of the officer it is assigned to. */
  assignee?: string | undefined
  sort?: QueueSort | undefined
  page?: number | undefined
}

const queuePageSize = 50

/** What the list shows of a case. */
export type QueueEntry = Pick<
  Application,
  | '_id'
  | 'reference'
  | 'state'
  | 'stateSince'
  | 'submittedAt'
  | 'premises'
  | 'heldPremises'
  | 'dueOn'
  | 'assignee'
  | 'applicantName'
> & { offer?: Application['offer']; answerBy?: Application['answerBy'] }
const shown = {
  reference: 1,
  state: 1,
  stateSince: 1,
  submittedAt: 1,
  premises: 1,
  heldPremises: 1,
  dueOn: 1,
  assignee: 1,
  applicantName: 1,
  offer: 1,
  answerBy: 1,
} as const

const order: Record<QueueSort, Record<string, 1 | -1>> = {
  oldest: { submittedAt: 1, _id: 1 },
  newest: { submittedAt: -1, _id: -1 },
  due: { dueOn: 1, _id: 1 },
  reference: { reference: 1 },
}

export function queueOf() {
  /** The cases that were handed in, a page at a time. Drafts are their authors' own. */
  async function queue(search: QueueSearch = {}) {
    const { sort = 'oldest', page = 1 } = search
    const filter = filterOf(search)
    const [items, total] = await Promise.all([
      ApplicationModel.find(filter, shown)
        .sort(order[sort])
        .skip((page - 1) * queuePageSize)
        .limit(queuePageSize)
        .lean<QueueEntry[]>(),
      ApplicationModel.countDocuments(filter),
    ])
    return { items, total, page, pages: Math.max(1, Math.ceil(total / queuePageSize)) }
  }

  /** How many cases are in each state, for the tabs above the queue. */
  async function countByState(): Promise<Partial<Record<ApplicationState, number>>> {
    const counts = await ApplicationModel.aggregate<{ _id: ApplicationState; count: number }>([
      { $match: { submittedAt: { $type: 'date' } } },
      { $group: { _id: '$state', count: { $sum: 1 } } },
    ])
    return Object.fromEntries(counts.map(({ _id, count }) => [_id, count]))
  }

  /** One case for the staff; a draft does not exist for them. */
  const forStaff = (id: string, actor: Actor): Promise<Application> => readFor(id, actor)

  /** The applicant's own, newest first. */
  const ofApplicant = (applicantId: string): Promise<Application[]> =>
    ApplicationModel.find({ applicant: applicantId }).sort({ updatedAt: -1, _id: -1 }).limit(200).lean<Application[]>()

  /** The applicant's own one. Somebody else's is not found, so that ids cannot be probed. */
  const own = (id: string, applicantId: string): Promise<Application> =>
    readFor(id, { kind: 'applicant', id: applicantId })

  return { queue, countByState, forStaff, ofApplicant, own }
}

function filterOf({ q, state, premises, assignee }: QueueSearch): QueryFilter<Application> {
  const words = q?.trim()
  return {
    submittedAt: trusted({ $type: 'date' }),
    ...(state ? { state } : {}),
    ...(premises ? { premises } : {}),
    ...(assignee ? { assignee } : {}),
    ...(words ? { $or: [{ reference: words.toUpperCase() }, { applicantName: trusted(containing(words)) }] } : {}),
  }
}

const containing = (words: string) => ({
  $regex: words.slice(0, 100).replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`),
  $options: 'i',
})
