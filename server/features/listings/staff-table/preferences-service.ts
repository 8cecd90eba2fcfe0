import mongoose from 'mongoose'
import { TablePreferencesModel, type TablePreferences, type TableView } from '#models/listings/table-preferences.ts'
import type { Clock } from '#outside/clock.ts'
import { fieldChanges, recordAudit, type Action, doneBefore } from '#outside/audit.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { yes, no, type Verdict } from '#shared/verdict.ts'
import { knownColumns, usualColumns, type TableColumn } from './column-names.ts'

/** A view as a reader has it; `by` is empty for their own. */
export type ViewAtHand = Pick<TableView, 'name' | 'query' | 'shared'> & {
  id: string
  own: boolean
  by: string
  columns: TableColumn[]
}
export type Arrangement = {
  /** The chosen columns, or the default ones. */
  columns: readonly TableColumn[]
  /** Own views first; each group is sorted by name. */
  views: ViewAtHand[]
  /** Id of the view that opens by default, if it still exists. */
  opens: string | null
}
type Who = { id: string; name: string }

const mostTurns = 5
const byName = new Intl.Collator('zh')

/** Service for how colleagues arrange the table of premises: columns, and named views, private or shared. */
export function tablePreferencesService({ clock }: { clock: Clock }) {
  async function of(account: string): Promise<Arrangement> {
    const found = await TablePreferencesModel.find({ $or: [{ account }, { 'views.shared': true }] }).lean<
      TablePreferences[]
    >()
    const own = found.find(choice => isOf(choice, account))
    const views = found
      .flatMap(choice =>
        choice.views.filter(one => choice === own || one.shared).map(one => atHand(one, choice, account)),
      )
      .sort((one, other) => Number(other.own) - Number(one.own) || byName.compare(one.name, other.name))
    const opens = own?.opens?.toHexString() ?? null
    return { columns: columnsOf(own), views, opens: views.some(({ id }) => id === opens) ? opens : null }
  }

  /** Returns an own view. One of another colleague is "not found", like one that does not exist. */
  async function own(account: string, id: string): Promise<ViewAtHand> {
    const found = (await of(account)).views.find(view => view.id === id && view.own)
    if (!found) throw notFound()
    return found
  }

  /** Stores the columns; an empty list means the default ones. */
  const chooseColumns = async (who: Who, columns: readonly TableColumn[]): Promise<void> => {
    await change(who, choice => ({ ok: true, choice: { ...choice, columns: [...columns] } }))
  }

  /** Stores a view and returns its id. `opens`: it opens by default from now on. */
  async function keep(
    who: Who,
    facts: ViewFacts,
    opens: boolean,
  ): Promise<Verdict<'name-taken' | 'too-many'> & { id?: string }> {
    const made = await change(who, choice => withView(choice, { facts, at: clock.now(), opens }))
    if (!made.ok) return made
    const view = made.after.views.at(-1)
    if (facts.shared) tellOf('premises-view.shared', null, view)
    return { ...yes, ...(view ? { id: view._id.toHexString() } : {}) }
  }

  async function edit(who: Who, id: string, facts: Partial<ViewFacts>): Promise<Verdict<'name-taken'>> {
    const made = await change(who, choice => withChangedView(choice, { id, facts, at: clock.now() }))
    if (!made.ok && made.reason === 'gone') throw notFound()
    if (!made.ok) return { ok: false, reason: 'name-taken' }
    tellOfEdit(viewIn(made.before, id), viewIn(made.after, id))
    return yes
  }

  async function remove(who: Who, id: string): Promise<void> {
    const made = await change(who, choice => withoutView(choice, id))
    if (!made.ok) throw notFound()
    const gone = viewIn(made.before, id)
    if (gone?.shared) tellOf('premises-view.removed', gone, null)
  }

  /** Sets the view that opens by default; null for all premises. A view that the reader does not have is "not found". */
  async function open(who: Who, id: string | null): Promise<void> {
    if (id !== null && !(await of(who.id)).views.some(view => view.id === id)) throw notFound()
    const opens = id === null ? null : new mongoose.Types.ObjectId(id)
    await change(who, choice => ({ ok: true, choice: { ...choice, opens } }))
  }

  return { of, own, chooseColumns, keep, edit, remove, open }
}

const isOf = ({ account }: TablePreferences, id: string): boolean => account.toHexString() === id

const columnsOf = (choice: TablePreferences | undefined): readonly TableColumn[] => {
  const chosen = knownColumns(choice?.columns ?? [])
  return chosen.length > 0 ? chosen : usualColumns
}

const atHand = (view: TableView, choice: TablePreferences, account: string): ViewAtHand => ({
  ...{ id: view._id.toHexString(), name: view.name, query: view.query, shared: view.shared },
  own: isOf(choice, account),
  by: isOf(choice, account) ? '' : choice.accountName,
  columns: knownColumns(view.columns),
})

type Made<Refused> = { ok: true; before: Choice; after: Choice } | Refused

/** Changes the current arrangement. If another window of the same person was quicker, changes its result. */
async function change<Refused extends { ok: false }>(
  { id, name }: Who,
  next: (now: Choice) => { ok: true; choice: Choice } | Refused,
): Promise<Made<Refused>> {
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const now = await TablePreferencesModel.findOne({ account: id }).lean<TablePreferences>()
    const before: Choice = now ?? { columns: [], opens: null, views: [] }
    const made = next(before)
    if (!made.ok) return made
    const { columns, opens, views } = made.choice
    if (isSame(before, made.choice)) return doneBefore({ ok: true, before, after: made.choice })
    const kept = { columns, opens, views, accountName: name }
    if (await (now ? replaced(now, kept) : added(id, kept))) return { ok: true, before, after: made.choice }
  }
  throw conflict('error.stale')
}

const isSame = (before: Choice, { columns, opens, views }: Choice): boolean =>
  views === before.views && String(opens) === String(before.opens) && columns.join() === before.columns.join()

async function replaced({ _id, version }: TablePreferences, kept: Partial<TablePreferences>): Promise<boolean> {
  const { modifiedCount } = await TablePreferencesModel.updateOne(
    { _id, version },
    { $set: kept, $inc: { version: 1 } },
  )
  return modifiedCount === 1
}

async function added(account: string, kept: Partial<TablePreferences>): Promise<boolean> {
  try {
    await TablePreferencesModel.create({ account, ...kept })
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

function tellOfEdit(before: TableView | undefined, after: TableView | undefined): void {
  if (before?.shared) tellOf('premises-view.changed', before, after)
  else if (after?.shared) tellOf('premises-view.shared', before, after)
}

/** Records in the audit trail only what colleagues see; a private arrangement is not recorded. */
function tellOf(action: Action, before: TableView | null | undefined, after: TableView | null | undefined): void {
  const id = (after ?? before)?._id.toHexString() ?? ''
  const told = (view: TableView | null | undefined) => (view ? { ...view, columns: view.columns.join(' ') } : {})
  const changes = fieldChanges(told(before), told(after), ['name', 'query', 'columns', 'shared'])
  recordAudit({ action, subject: { kind: 'view', id }, changes })
}

export const mostViews = 30

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
  if (choice.views.length >= mostViews) return no('too-many')
  const view = { _id: new mongoose.Types.ObjectId(), key, at, ...facts }
  return { ok: true, choice: { ...choice, views: [...choice.views, view], opens: opens ? view._id : choice.opens } }
}

function withChangedView(
  choice: Choice,
  { id, facts, at }: { id: string; facts: Partial<ViewFacts>; at: Date },
): Changed<'name-taken' | 'gone'> {
  const before = viewIn(choice, id)
  if (!before) return no('gone')
  const key = facts.name === undefined ? before.key : nameKey(facts.name)
  if (choice.views.some(view => view.key === key && view !== before)) return no('name-taken')
  const views = choice.views.map(view => (view === before ? { ...view, ...facts, key, at } : view))
  return { ok: true, choice: { ...choice, views } }
}

function withoutView(choice: Choice, id: string): Changed<'gone'> {
  const gone = viewIn(choice, id)
  if (!gone) return no('gone')
  const opens = choice.opens?.equals(gone._id) ? null : choice.opens
  return { ok: true, choice: { ...choice, opens, views: choice.views.filter(view => view !== gone) } }
}

const viewIn = ({ views }: Pick<Choice, 'views'>, id: string): TableView | undefined =>
  views.find(view => view._id.toHexString() === id)
