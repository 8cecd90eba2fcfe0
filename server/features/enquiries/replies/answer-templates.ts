import { AnswerTemplateModel, type AnswerTemplate } from '#models/reviewing/answer-template.ts'
import { fieldChanges, recordAudit, type Action } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { conflict, invalid, notFound } from '#shared/errors.ts'

export type AnswerContent = Pick<AnswerTemplate, 'name' | 'text'>
type By = { id: string; name: string }
type TemplateChange = { id: string; /** Version that was shown. */ version: number; by: By }

/**
 * Builds the functions for ready-made answers. Throws `error.stale` when a colleague saved meanwhile, and
 * `templates.name-taken` when the name is in use.
 */
export function createAnswerTemplateService({ clock }: { clock: Clock }) {
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
    const created = await AnswerTemplateModel.create({ ...content, version: 1, history: [event('created', by)] }).catch(
      throwNameTaken,
    )
    const id = created._id.toHexString()
    recordChange('template.created', id, {}, content)
    return id
  }

  async function edit(change: TemplateChange, content: AnswerContent): Promise<void> {
    const before = await one(change.id)
    await write(change, 'changed', content)
    recordChange('template.changed', change.id, before, content)
  }

  /** Removes it from the list of choices, or restores it. */
  async function setArchived(change: TemplateChange, archived: boolean): Promise<void> {
    const { name } = await one(change.id)
    await write(change, archived ? 'archived' : 'restored', { archived })
    const changes = [{ field: 'archived', before: !archived, after: archived }]
    recordAudit({ action: 'template.changed', subject: { kind: 'template', id: change.id, label: name }, changes })
  }

  async function write({ id, version, by }: TemplateChange, kind: string, set: Partial<AnswerTemplate>): Promise<void> {
    const history = { $each: [event(kind, by)], $slice: -50 }
    const { matchedCount } = await AnswerTemplateModel.updateOne(
      { _id: id, version },
      { $set: set, $inc: { version: 1 }, $push: { history } },
    ).catch(throwNameTaken)
    if (matchedCount === 0) throw conflict('error.stale', { facts: { id, version } })
  }

  return { all, inUse, one, create, edit, setArchived }
}

/**
 * Records the change. The field names are ones that the audit trail does not mask, because the texts contain no personal
 * data.
 */
function recordChange(action: Action, id: string, before: Partial<AnswerContent>, after: AnswerContent): void {
  const recordedContent = ({ name, text }: Partial<AnswerContent>) => ({
    name: name ?? null,
    ru: text?.ru ?? null,
    en: text?.en ?? null,
    zh: text?.zh ?? null,
  })
  recordAudit({
    action,
    subject: { kind: 'template', id, label: after.name },
    changes: fieldChanges(recordedContent(before), recordedContent(after)),
  })
}

function throwNameTaken(error: unknown): never {
  if (isDuplicateKey(error)) throw invalid('templates.name-taken')
  throw error
}
