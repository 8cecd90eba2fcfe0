import type { PremisesChange } from '#models/premises/parts/premises-change.ts'
import type { PremisesStatus } from '#models/premises/parts/premises-vocabulary.ts'
import { bulkFacts, type BulkWish } from '#models/listings/premises-bulk.ts'
import type { Premises } from '#models/premises/premises.ts'
import { fields } from '#features/premises/fields/shape.ts'
import { typedOf } from '#features/premises/fields/number-fields.ts'
import { valuesOf } from '#features/premises/fields/values.ts'
import { shifted } from '#features/street/placing.ts'
import { canMove, intentOf, listingMoves, statusOf } from '#features/premises/listing/intent.ts'
import { canPublish } from '#features/premises/rules.ts'
import { listingTexts } from '#features/premises/listing/text-gaps.ts'

export type BulkRefusal =
  | 'wrong-status'
  | 'held'
  | 'let'
  | 'draft'
  | 'archived'
  | 'no-title'
  | 'no-uses'
  | 'no-alt'
  | 'too-long'
  | 'same'
  | 'not-found'
  | 'not-complete'
  | 'off-street'
  | 'window-order'
  | 'prohibited'
export type Planned = { changes: PremisesChange[]; refusal: null } | { changes: []; refusal: BulkRefusal }
type Of<Kind extends BulkWish['kind']> = Extract<BulkWish, { kind: Kind }>

const refused = (refusal: BulkRefusal): Planned => ({ changes: [], refusal })

/** Returns the reason in the words of the author; empty when none was given. */
export const whyOf = (wish: BulkWish): string => (wish.kind === 'undo' ? '' : (wish.note ?? ''))

/**
 * Returns the changes that a wish makes to a premises, or why it cannot be applied. Pure; `now` is the time of the request.
 */
export function plannedFor(premises: Premises, wish: Exclude<BulkWish, { kind: 'undo' }>, now: Date): Planned {
  if (wish.kind === 'move') return movePlan(premises, wish, now)
  if (wish.kind === 'shift') return shiftPlan(premises, wish)
  if (wish.kind === 'value') return valuePlan(premises, wish)
  if (wish.kind === 'use') return usePlan(premises, wish)
  return wish.kind === 'text' ? textPlan(premises, wish) : reviewPlan(premises, wish)
}

function valuePlan(premises: Premises, { fact, value: after }: Of<'value'>): Planned {
  const before = String(valuesOf(premises)[fact])
  if (before === after) return refused('same')
  const { from, to } = { ...premises.applicationWindow, ...windowEdge(fact, after) }
  if (from && to && from > to) return refused('window-order')
  return { changes: [{ field: fact, before, after }], refusal: null }
}

function windowEdge(fact: Of<'value'>['fact'], after: string): { from?: string; to?: string } {
  if (fact === 'applicationWindow.from') return { from: after }
  return fact === 'applicationWindow.to' ? { to: after } : {}
}

/** A new use is added last, because the first decides how the shop front is drawn. */
function usePlan({ allowedUses, prohibitedUses, status }: Premises, { mode, use }: Of<'use'>): Planned {
  const before = [...allowedUses]
  if (before.includes(use) === (mode === 'allow')) return refused('same')
  if (mode === 'allow' && prohibitedUses.includes(use)) return refused('prohibited')
  const after = mode === 'allow' ? [...before, use] : before.filter(other => other !== use)
  if (after.length === 0 && status !== 'draft') return refused('no-uses')
  return { changes: [{ field: 'allowedUses', before, after }], refusal: null }
}

function shiftPlan({ position: before }: Premises, wish: Of<'shift'>): Planned {
  const after = shifted(before, wish)
  if (after.offsetM < 0) return refused('off-street')
  const changes = (['row', 'offsetM'] as const)
    .filter(part => before[part] !== after[part])
    .map(part => ({ field: `position.${part}`, before: String(before[part]), after: String(after[part]) }))
  return { changes, refusal: null }
}

function movePlan(premises: Premises, { move }: Of<'move'>, now: Date): Planned {
  const { status, publishAt } = premises
  const refusal = whyNotMoved(premises, move)
  if (refusal) return refused(refusal)
  const moved = { field: 'status', before: status, after: statusOf(listingMoves[move].to, null) }
  const shown = { field: 'publishAt', before: '', after: typedOf(now) }
  return { changes: move === 'publish' && !publishAt ? [moved, shown] : [moved], refusal: null }
}

function whyNotMoved(premises: Premises, move: Of<'move'>['move']): BulkRefusal | null {
  const { status } = premises
  if (status === 'held' || status === 'let') return status
  if (intentOf(premises) === listingMoves[move].to) return 'same'
  const possible = canMove(premises, move)
  if (!possible.ok) return mended.find(one => one === status) ?? possible.reason
  const publishable = move === 'publish' ? canPublish(premises) : possible
  return publishable.ok ? null : publishable.reason
}

/** Statuses that another move must end first. */
const mended = ['draft', 'archived'] as const

function textPlan(premises: Premises, wish: Of<'text'>): Planned {
  const { field, locale } = wish
  const before = premises[field][locale] ?? ''
  const after = rewritten(before, wish).trim()
  const refusal = whyNotWritten(premises, wish, { before, after })
  if (refusal) return refused(refusal)
  const changes = [{ field: `${field}.${locale}`, before, after }]
  // The new text has not been reviewed yet.
  const unread = { field: `reviewed.${locale}`, before: 'yes', after: '' }
  return { changes: premises.reviewed[locale] ? [...changes, unread] : changes, refusal: null }
}

type Texts = { before: string; after: string }
function whyNotWritten(premises: Premises, wish: Of<'text'>, { before, after }: Texts): BulkRefusal | null {
  const { field, locale, mode, find } = wish
  if (mode === 'swap' && !before.includes(find)) return 'not-found'
  if (after === before) return 'same'
  if (!fields.shape[`${field}.${locale}`].safeParse(after).success) return 'too-long'
  return field === 'title' && after === '' && leavesNoTitle(premises, locale) ? 'no-title' : null
}

function rewritten(before: string, { field, mode, find, text }: Of<'text'>): string {
  // A name stays one line; longer texts are joined with a line break.
  const isLine = field === 'title' || field === 'managingBody' || before === ''
  const joined = (first: string, second: string) => `${first}${isLine ? gapBetween(first, second) : '\n'}${second}`
  const made = {
    replace: () => text,
    before: () => joined(text, before),
    after: () => joined(before, text),
    swap: () => before.replaceAll(find, () => text),
    clear: () => '',
  }
  return made[mode]()
}

const chineseEnd = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]$/u
const chineseBeginning = /^[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u

/** Returns the separator. Chinese is written without spaces, also beside letters and digits. */
const gapBetween = (first: string, second: string): string =>
  chineseEnd.test(first) || chineseBeginning.test(second) ? '' : ' '

const leavesNoTitle = ({ title, status }: Premises, locale: 'ru' | 'en' | 'zh'): boolean =>
  status !== 'draft' && !(['ru', 'en', 'zh'] as const).some(other => other !== locale && title[other])

function reviewPlan({ reviewed, textGaps }: Premises, { locale, reviewed: wanted }: Of<'review'>): Planned {
  if (reviewed[locale] === wanted) return refused('same')
  if (wanted && textGaps.includes(locale)) return refused('not-complete')
  const [before, after] = wanted ? ['', 'yes'] : ['yes', '']
  return { changes: [{ field: `reviewed.${locale}`, before, after }], refusal: null }
}

/** Returns what the changes write, by path. The minute of `publishAt` is in the city's time zone. */
export function setOf(changes: readonly PremisesChange[]): Record<string, Stored> {
  const set = Object.fromEntries(changes.map(({ field, after }) => [pathOf(field), storedAs(field, after)]))
  // Premises in a bulk move are not occupied, so the intent follows from the status.
  return 'status' in set ? { ...set, intent: intentOf({ status: set['status'] as PremisesStatus }) } : set
}

type Stored = string | string[] | number | boolean | Date | null

const isDay = (field: string): boolean => field === 'availableFrom' || field.startsWith('applicationWindow.')
const isMoney = (field: string): boolean => bulkFacts.some(fact => fact === field) && !isDay(field)
const pathOf = (field: string): string => (isMoney(field) ? `${field}Fen` : field)

function storedAs(field: string, after: string | string[]): Stored {
  if (Array.isArray(after)) return after
  if (isMoney(field)) return Math.round(Number(after) * 100)
  if (isDay(field)) return after || null
  if (field.startsWith('reviewed.')) return after === 'yes'
  if (field === 'position.offsetM') return Number(after)
  if (field === 'publishAt') return after === '' ? null : new Date(`${after}:00+08:00`)
  return after
}

/** Returns the premises with the changes applied, to derive fields from. */
export function changedBy(premises: Premises, changes: readonly PremisesChange[]): Premises {
  const texts = Object.fromEntries(listingTexts.map(name => [name, { ...premises[name] }]))
  for (const { field, after } of changes) {
    const [name = '', locale] = field.split('.')
    const text = texts[name]
    if (text && locale) text[locale as 'ru' | 'en' | 'zh'] = String(after)
  }
  const money = changes.filter(({ field }) => isMoney(field)).map(change => setOf([change]))
  return Object.assign({ ...premises, ...texts }, ...money) as Premises
}

/** Checks whether the changes affect derived fields (`derivedOf`). */
export const touchesDerived = (changes: readonly PremisesChange[]): boolean =>
  touchesTexts(changes) || changes.some(({ field }) => isMoney(field))

export const touchesTexts = (changes: readonly PremisesChange[]): boolean =>
  changes.some(({ field }) => listingTexts.some(name => field.startsWith(`${name}.`)))

export const reversed = (changes: readonly PremisesChange[]): PremisesChange[] =>
  changes.map(({ field, before, after }) => ({ field, before: after, after: before }))
