import mongoose from 'mongoose'
import { TablePreferencesModel, type TablePreferences, type TableView } from '#models/listings/table-preferences.ts'
import type { Clock } from '#outside/clock.ts'
import { fieldChanges, recordAudit, type Action, doneBefore } from '#outside/audit.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { yes, no, type Verdict } from '#shared/verdict.ts'
import { knownColumns, defaultColumns, type TableColumn } from './column-names.ts'

/** A view as a reader has it; `by` is empty for their own. */
export type AvailableView = Pick<TableView, 'name' | 'query' | 'shared'> & {
  id: string
  own: boolean
  by: string
  columns: TableColumn[]
}
export type Arrangement = {
  /** The chosen columns, or the default ones. */
  columns: readonly TableColumn[]
  /** Own views first; each group is sorted by name. */
  views: AvailableView[]
  /** Id of the view that opens by default, if it still exists. */
  opens: string | null
}
type Who = { id: string; name: string }

const maxAttempts = 5
const byName = new Intl.Collator('zh')

/** Service for how colleagues arrange the table of premises: columns, and named views, private or shared. */
export function tablePreferencesService({ clock }: { clock: Clock }) {
  async function of(account: string): Promise<Arrangement> {
    const found = await TablePreferencesModel.find({ $or: [{ account }, { 'views.shared': true }] }).lean<
      TablePreferences[]
    >()
    const own = found.find(preferences => belongsTo(preferences, account))
    const views = found
      .flatMap(preferences =>
        preferences.views
          .filter(one => preferences === own || one.shared)
          .map(one => toAvailableView(one, preferences, account)),
      )
      .sort((one, other) => Number(other.own) - Number(one.own) || byName.compare(one.name, other.name))
    const opens = own?.opens?.toHexString() ?? null
    return { columns: columnsOf(own), views, opens: views.some(({ id }) => id === opens) ? opens : null }
  }

  /** Returns an own view. One of another colleague is "not found", like one that does not exist. */
  async function own(account: string, id: string): Promise<AvailableView> {
    const found = (await of(account)).views.find(view => view.id === id && view.own)
    if (!found) throw notFound()
    return found
  }

  /** Stores the columns; an empty list means the default ones. */
  const chooseColumns = async (who: Who, columns: readonly TableColumn[]): Promise<void> => {
    await changePreferences(who, preferences => ({ ok: true, choice: { ...preferences, columns: [...columns] } }))
  }

  /** Stores a view and returns its id. `opens`: it opens by default from now on. */
  async function keep(
    who: Who,
    facts: ViewFacts,
    opens: boolean,
  ): Promise<Verdict<'name-taken' | 'too-many'> & { id?: string }> {
    const result = await changePreferences(who, preferences => withView(preferences, { facts, at: clock.now(), opens }))
    if (!result.ok) return result
    const view = result.after.views.at(-1)
    if (facts.shared) recordViewAudit('premises-view.shared', null, view)
    return { ...yes, ...(view ? { id: view._id.toHexString() } : {}) }
  }

  async function edit(who: Who, id: string, facts: Partial<ViewFacts>): Promise<Verdict<'name-taken'>> {
    const result = await changePreferences(who, preferences =>
      withChangedView(preferences, { id, facts, at: clock.now() }),
    )
    if (!result.ok && result.reason === 'gone') throw notFound()
    if (!result.ok) return { ok: false, reason: 'name-taken' }
    const before = viewIn(result.before, id)
    const after = viewIn(result.after, id)
    if (before !== after) recordViewEdit(before, after)
    return yes
  }

  async function remove(who: Who, id: string): Promise<void> {
    const result = await changePreferences(who, preferences => withoutView(preferences, id))
    if (!result.ok) throw notFound()
    const gone = viewIn(result.before, id)
    if (gone?.shared) recordViewAudit('premises-view.removed', gone, null)
  }

  /** Sets the view that opens by default; null for all premises. A view that the reader does not have is "not found". */
  async function open(who: Who, id: string | null): Promise<void> {
    if (id !== null && !(await of(who.id)).views.some(view => view.id === id)) throw notFound()
    const opens = id === null ? null : new mongoose.Types.ObjectId(id)
    await changePreferences(who, preferences => ({ ok: true, choice: { ...preferences, opens } }))
  }

  return { of, own, chooseColumns, keep, edit, remove, open }
}

const belongsTo = ({ account }: TablePreferences, id: string): boolean => account.toHexString() === id

const columnsOf = (preferences: TablePreferences | undefined): readonly TableColumn[] => {
  const chosen = knownColumns(preferences?.columns ?? [])
  return chosen.length > 0 ? chosen : defaultColumns
}

const toAvailableView = (view: TableView, preferences: TablePreferences, account: string): AvailableView => ({
  id: view._id.toHexString(),
  name: view.name,
  query: view.query,
  shared: view.shared,
  own: belongsTo(preferences, account),
  by: belongsTo(preferences, account) ? '' : preferences.accountName,
  columns: knownColumns(view.columns),
})

type ChangeResult<Refused> = { ok: true; before: Choice; after: Choice } | Refused

/** Changes the current arrangement. If another window of the same person was quicker, changes its result. */
async function changePreferences<Refused extends { ok: false }>(
  { id, name }: Who,
  next: (now: Choice) => { ok: true; choice: Choice } | Refused,
): Promise<ChangeResult<Refused>> {
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const now = await TablePreferencesModel.findOne({ account: id }).lean<TablePreferences>()
    const before: Choice = now ?? { columns: [], opens: null, views: [] }
    const result = next(before)
    if (!result.ok) return result
    const { columns, opens, views } = result.choice
    if (isSame(before, result.choice)) return doneBefore({ ok: true, before, after: result.choice })
    const fields = { columns, opens, views, accountName: name }
    if (await (now ? tryReplace(now, fields) : tryAdd(id, fields))) return { ok: true, before, after: result.choice }
  }
  throw conflict('error.stale')
}

const isSame = (before: Choice, { columns, opens, views }: Choice): boolean =>
  views === before.views && String(opens) === String(before.opens) && columns.join() === before.columns.join()

async function tryReplace({ _id, version }: TablePreferences, fields: Partial<TablePreferences>): Promise<boolean> {
  const { modifiedCount } = await TablePreferencesModel.updateOne(
    { _id, version },
    { $set: fields, $inc: { version: 1 } },
  )
  return modifiedCount === 1
}

async function tryAdd(account: string, fields: Partial<TablePreferences>): Promise<boolean> {
  try {
    await TablePreferencesModel.create({ account, ...fields })
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

function recordViewEdit(before: TableView | undefined, after: TableView | undefined): void {
  if (before?.shared) recordViewAudit('premises-view.changed', before, after)
  else if (after?.shared) recordViewAudit('premises-view.shared', before, after)
}

/** Records in the audit trail only what colleagues see; a private arrangement is not recorded. */
function recordViewAudit(
  action: Action,
  before: TableView | null | undefined,
  after: TableView | null | undefined,
): void {
  const id = (after ?? before)?._id.toHexString() ?? ''
  const toAuditFields = (view: TableView | null | undefined) =>
    view ? { ...view, columns: view.columns.join(' ') } : {}
  const changes = fieldChanges(toAuditFields(before), toAuditFields(after), ['name', 'query', 'columns', 'shared'])
  recordAudit({ action, subject: { kind: 'view', id }, changes })
}

export const maxViews = 30

type Choice = Pick<TablePreferences, 'columns' | 'opens' | 'views'>
type ViewFacts = Pick<TableView, 'name' | 'query' | 'columns' | 'shared'>
type Changed<Reason extends string> = { ok: true; choice: Choice } | Exclude<Verdict<Reason>, { ok: true }>

/** Normalises a name, so that two names that look alike in a list count as one. */
const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()

/** Returns the arrangement with one change. Pure. */
function withView(
  choice: Choice,
  { facts, at, opens }: { facts: ViewFacts; at: Date; opens: boolean },
): Changed<'name-taken' | 'too-many'> {
  const key = nameKey(facts.name)
  if (choice.views.some(view => view.key === key)) return no('name-taken')
  if (choice.views.length >= maxViews) return no('too-many')
  const view = { _id: new mongoose.Types.ObjectId(), key, at, ...facts }
  return { ok: true, choice: { ...choice, views: [...choice.views, view], opens: opens ? view._id : choice.opens } }
}

/** Returns the same arrangement when the view is like this already, as after a form that is sent again. */
function withChangedView(
  choice: Choice,
  { id, facts, at }: { id: string; facts: Partial<ViewFacts>; at: Date },
): Changed<'name-taken' | 'gone'> {
  const before = viewIn(choice, id)
  if (!before) return no('gone')
  const key = facts.name === undefined ? before.key : nameKey(facts.name)
  if (choice.views.some(view => view.key === key && view !== before)) return no('name-taken')
  if (key === before.key && isSameView(before, { ...before, ...facts })) return { ok: true, choice }
  const views = choice.views.map(view => (view === before ? { ...view, ...facts, key, at } : view))
  return { ok: true, choice: { ...choice, views } }
}

const isSameView = (before: ViewFacts, { name, query, columns, shared }: ViewFacts): boolean =>
  before.name === name && before.query === query && before.shared === shared && before.columns.join() === columns.join()

function withoutView(choice: Choice, id: string): Changed<'gone'> {
  const gone = viewIn(choice, id)
  if (!gone) return no('gone')
  const opens = choice.opens?.equals(gone._id) ? null : choice.opens
  return { ok: true, choice: { ...choice, opens, views: choice.views.filter(view => view !== gone) } }
}

const viewIn = ({ views }: Pick<Choice, 'views'>, id: string): TableView | undefined =>
  views.find(view => view._id.toHexString() === id)
