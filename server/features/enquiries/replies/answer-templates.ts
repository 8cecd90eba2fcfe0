import { AnswerTemplateModel, type AnswerTemplate } from '#models/reviewing/answer-template.ts'
import { fieldChanges, recordAudit, type Action } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { conflict, invalid, notFound } from '#shared/errors.ts'

export type AnswerContent = Pick<AnswerTemplate, 'name' | 'text'>
type By = { id: string; name: string }
type Change = { id: string; /** Version that was shown. */ version: number; by: By }

/**
 * Builds the functions for ready-made answers. Throws `error.stale` when a colleague saved meanwhile, and
 * `templates.name-taken` when the name is in use.
 */
export function answerTemplatesOf({ clock }: { clock: Clock }) {
  const event = (kind: string, by: By) => ({ at: clock.now(), by: { id: by.id, name: by.name }, kind })

  /** Returns all by name, those in use first. */
  const all = (): Promise<AnswerTemplate[]> =>
    AnswerTemplateModel.find().sort({ archived: 1, name: 1 }).lean<AnswerTemplate[]>()

  const inUse = (): Promise<AnswerTemplate[]> =>
    AnswerTemplateModel.find({ archived: false }).sort({ name: 1 }).lean<AnswerTemplate[]>()

  async function one(id: string): Promise<AnswerTemplate> {
    const found = await AnswerTemplateModel.findById(id).lean<AnswerTemplate>()
    if (!found) throw notFound()
    return found
  }

  async function create(content: AnswerContent, by: By): Promise<string> {
    const made = await AnswerTemplateModel.create({ ...content, version: 1, history: [event('created', by)] }).catch(
      asTaken,
    )
    const id = made._id.toHexString()
    told('template.created', id, {}, content)
    return id
  }

  async function edit(change: Change, content: AnswerContent): Promise<void> {
    const before = await one(change.id)
    await write(change, 'changed', content)
    told('template.changed', change.id, before, content)
  }

  /** Removes it from the list of choices, or restores it. */
  async function setArchived(change: Change, archived: boolean): Promise<void> {
    const { name } = await one(change.id)
    await write(change, archived ? 'archived' : 'restored', { archived })
    const changes = [{ field: 'archived', before: !archived, after: archived }]
    recordAudit({ action: 'template.changed', subject: { kind: 'template', id: change.id, label: name }, changes })
  }

  async function write({ id, version, by }: Change, kind: string, set: Partial<AnswerTemplate>): Promise<void> {
    const history = { $each: [event(kind, by)], $slice: -50 }
    const { matchedCount } = await AnswerTemplateModel.updateOne(
      { _id: id, version },
      { $set: set, $inc: { version: 1 }, $push: { history } },
    ).catch(asTaken)
    if (matchedCount === 0) throw conflict('error.stale', { facts: { id, version } })
  }

  return { all, inUse, one, create, edit, setArchived }
}

/**
 * Records the change. The field names are ones that the audit trail does not mask, because the texts contain no personal
 * data.
 */
function told(action: Action, id: string, before: Partial<AnswerContent>, after: AnswerContent): void {
  const plain = ({ name, text }: Partial<AnswerContent>) => ({
    ...{ name: name ?? null, ru: text?.ru ?? null, en: text?.en ?? null, zh: text?.zh ?? null },
  })
  recordAudit({
    action,
    subject: { kind: 'template', id, label: after.name },
    changes: fieldChanges(plain(before), plain(after)),
  })
}

function asTaken(error: unknown): never {
  if (isDuplicateKey(error)) throw invalid('templates.name-taken')
  throw error
}
