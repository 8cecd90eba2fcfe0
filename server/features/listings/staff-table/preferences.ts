import mongoose from 'mongoose'
import type { TablePreferences, TableView } from '#models/listings/table-preferences.ts'
import { no, type Verdict } from '#shared/verdict.ts'

export const mostViews = 30

export type Choice = Pick<TablePreferences, 'columns' | 'opens' | 'views'>
export type ViewFacts = Pick<TableView, 'name' | 'query' | 'columns' | 'shared'>
type Changed<Reason extends string> = { ok: true; choice: Choice } | Exclude<Verdict<Reason>, { ok: true }>

/** Normalises a name, so that two names that look alike in a list count as one. */
const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()

/** Returns the arrangement with one change. Pure. */
export function withView(
  choice: Choice,
  { facts, at, opens }: { facts: ViewFacts; at: Date; opens: boolean },
): Changed<'name-taken' | 'too-many'> {
  const key = nameKey(facts.name)
  if (choice.views.some(view => view.key === key)) return no('name-taken')
  if (choice.views.length >= mostViews) return no('too-many')
  const view = { _id: new mongoose.Types.ObjectId(), key, at, ...facts }
  return { ok: true, choice: { ...choice, views: [...choice.views, view], opens: opens ? view._id : choice.opens } }
}

export function withChangedView(
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

export function withoutView(choice: Choice, id: string): Changed<'gone'> {
  const gone = viewIn(choice, id)
  if (!gone) return no('gone')
  const opens = choice.opens?.equals(gone._id) ? null : choice.opens
  return { ok: true, choice: { ...choice, opens, views: choice.views.filter(view => view !== gone) } }
}

export const viewIn = ({ views }: Pick<Choice, 'views'>, id: string): TableView | undefined =>
  views.find(view => view._id.toHexString() === id)
