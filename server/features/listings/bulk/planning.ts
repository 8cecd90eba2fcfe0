import type { PremisesChange } from '#models/premises/parts/premises-change.ts'
import type { PremisesStatus } from '#models/premises/parts/premises-vocabulary.ts'
import { bulkFacts, type BulkChange } from '#models/listings/premises-bulk.ts'
import type { Premises } from '#models/premises/premises.ts'
import { fields } from '#features/premises/fields/shape.ts'
import { formatInstantInput } from '#features/premises/fields/number-fields.ts'
import { valuesOf } from '#features/premises/fields/values.ts'
import { shiftPosition } from '#features/street/placing.ts'
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
export type ChangePlan = { changes: PremisesChange[]; refusal: null } | { changes: []; refusal: BulkRefusal }
type WishOf<Kind extends BulkChange['kind']> = Extract<BulkChange, { kind: Kind }>

const refusedPlan = (refusal: BulkRefusal): ChangePlan => ({ changes: [], refusal })

/** Returns the reason in the words of the author; empty when none was given. */
export const reasonOf = (wish: BulkChange): string => (wish.kind === 'undo' ? '' : (wish.note ?? ''))

/**
 * Returns the changes that a wish makes to a premises, or why it cannot be applied. Pure; `now` is the time of the request.
 */
export function planChange(premises: Premises, wish: Exclude<BulkChange, { kind: 'undo' }>, now: Date): ChangePlan {
  if (wish.kind === 'move') return planMove(premises, wish, now)
  if (wish.kind === 'shift') return planShift(premises, wish)
  if (wish.kind === 'value') return planValue(premises, wish)
  if (wish.kind === 'use') return planUse(premises, wish)
  return wish.kind === 'text' ? planText(premises, wish) : planReview(premises, wish)
}

function planValue(premises: Premises, { fact, value: after }: WishOf<'value'>): ChangePlan {
  const before = String(valuesOf(premises)[fact])
  if (before === after) return refusedPlan('same')
  const { from, to } = { ...premises.applicationWindow, ...windowEdge(fact, after) }
  if (from && to && from > to) return refusedPlan('window-order')
  return { changes: [{ field: fact, before, after }], refusal: null }
}

function windowEdge(fact: WishOf<'value'>['fact'], after: string): { from?: string; to?: string } {
  if (fact === 'applicationWindow.from') return { from: after }
  return fact === 'applicationWindow.to' ? { to: after } : {}
}

/** A new use is added last, because the first decides how the shop front is drawn. */
function planUse({ allowedUses, prohibitedUses, status }: Premises, { mode, use }: WishOf<'use'>): ChangePlan {
  const before = [...allowedUses]
  if (before.includes(use) === (mode === 'allow')) return refusedPlan('same')
  if (mode === 'allow' && prohibitedUses.includes(use)) return refusedPlan('prohibited')
  const after = mode === 'allow' ? [...before, use] : before.filter(other => other !== use)
  if (after.length === 0 && status !== 'draft') return refusedPlan('no-uses')
  return { changes: [{ field: 'allowedUses', before, after }], refusal: null }
}

function planShift({ position: before }: Premises, wish: WishOf<'shift'>): ChangePlan {
  const after = shiftPosition(before, wish)
  if (after.offsetM < 0) return refusedPlan('off-street')
  const changes = (['row', 'offsetM'] as const)
    .filter(part => before[part] !== after[part])
    .map(part => ({ field: `position.${part}`, before: String(before[part]), after: String(after[part]) }))
  return { changes, refusal: null }
}

function planMove(premises: Premises, { move }: WishOf<'move'>, now: Date): ChangePlan {
  const { status, publishAt } = premises
  const refusal = findMoveRefusal(premises, move)
  if (refusal) return refusedPlan(refusal)
  const moved = { field: 'status', before: status, after: statusOf(listingMoves[move].to, null) }
  const shown = { field: 'publishAt', before: '', after: formatInstantInput(now) }
  return { changes: move === 'publish' && !publishAt ? [moved, shown] : [moved], refusal: null }
}

function findMoveRefusal(premises: Premises, move: WishOf<'move'>['move']): BulkRefusal | null {
  const { status } = premises
  if (status === 'held' || status === 'let') return status
  if (intentOf(premises) === listingMoves[move].to) return 'same'
  const possible = canMove(premises, move)
  if (!possible.ok) return blockingStatuses.find(one => one === status) ?? possible.reason
  const publishable = move === 'publish' ? canPublish(premises) : possible
  return publishable.ok ? null : publishable.reason
}

/** Statuses that another move must end first. */
const blockingStatuses = ['draft', 'archived'] as const

function planText(premises: Premises, wish: WishOf<'text'>): ChangePlan {
  const { field, locale } = wish
  const before = premises[field][locale] ?? ''
  const after = rewriteText(before, wish).trim()
  const refusal = findTextRefusal(premises, wish, { before, after })
  if (refusal) return refusedPlan(refusal)
  const changes = [{ field: `${field}.${locale}`, before, after }]
  // The new text has not been reviewed yet.
  const unread = { field: `reviewed.${locale}`, before: 'yes', after: '' }
  return { changes: premises.reviewed[locale] ? [...changes, unread] : changes, refusal: null }
}

type Texts = { before: string; after: string }
function findTextRefusal(premises: Premises, wish: WishOf<'text'>, { before, after }: Texts): BulkRefusal | null {
  const { field, locale, mode, find } = wish
  if (mode === 'swap' && !before.includes(find)) return 'not-found'
  if (after === before) return 'same'
  if (!fields.shape[`${field}.${locale}`].safeParse(after).success) return 'too-long'
  return field === 'title' && after === '' && leavesNoTitle(premises, locale) ? 'no-title' : null
}

function rewriteText(before: string, { field, mode, find, text }: WishOf<'text'>): string {
  // A name stays one line; longer texts are joined with a line break.
  const isLine = field === 'title' || field === 'managingBody' || before === ''
  const joined = (first: string, second: string) =>
    `${first}${isLine ? separatorBetween(first, second) : '\n'}${second}`
  const variants = {
    replace: () => text,
    before: () => joined(text, before),
    after: () => joined(before, text),
    swap: () => before.replaceAll(find, () => text),
    clear: () => '',
  }
  return variants[mode]()
}

const chineseEnd = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]$/u
const chineseBeginning = /^[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u

/** Returns the separator. Chinese is written without spaces, also beside letters and digits. */
const separatorBetween = (first: string, second: string): string =>
  chineseEnd.test(first) || chineseBeginning.test(second) ? '' : ' '

const leavesNoTitle = ({ title, status }: Premises, locale: 'ru' | 'en' | 'zh'): boolean =>
  status !== 'draft' && !(['ru', 'en', 'zh'] as const).some(other => other !== locale && title[other])

function planReview({ reviewed, textGaps }: Premises, { locale, reviewed: isReviewed }: WishOf<'review'>): ChangePlan {
  if (reviewed[locale] === isReviewed) return refusedPlan('same')
  if (isReviewed && textGaps.includes(locale)) return refusedPlan('not-complete')
  const [before, after] = isReviewed ? ['', 'yes'] : ['yes', '']
  return { changes: [{ field: `reviewed.${locale}`, before, after }], refusal: null }
}

/** Returns what the changes write, by path. The minute of `publishAt` is in the city's time zone. */
export function toStoredFields(changes: readonly PremisesChange[]): Record<string, StoredValue> {
  const set = Object.fromEntries(changes.map(({ field, after }) => [pathOf(field), toStoredValue(field, after)]))
  // Premises in a bulk move are not occupied, so the intent follows from the status.
  return 'status' in set ? { ...set, intent: intentOf({ status: set['status'] as PremisesStatus }) } : set
}

type StoredValue = string | string[] | number | boolean | Date | null

const isDay = (field: string): boolean => field === 'availableFrom' || field.startsWith('applicationWindow.')
const isMoney = (field: string): boolean => bulkFacts.some(fact => fact === field) && !isDay(field)
const pathOf = (field: string): string => (isMoney(field) ? `${field}Fen` : field)

function toStoredValue(field: string, after: string | string[]): StoredValue {
  if (Array.isArray(after)) return after
  if (isMoney(field)) return Math.round(Number(after) * 100)
  if (isDay(field)) return after || null
  if (field.startsWith('reviewed.')) return after === 'yes'
  if (field === 'position.offsetM') return Number(after)
  if (field === 'publishAt') return after === '' ? null : new Date(`${after}:00+08:00`)
  return after
}

/** Returns the premises with the changes applied, to derive fields from. */
export function applyChanges(premises: Premises, changes: readonly PremisesChange[]): Premises {
  const texts = Object.fromEntries(listingTexts.map(name => [name, { ...premises[name] }]))
  for (const { field, after } of changes) {
    const [name = '', locale] = field.split('.')
    const text = texts[name]
    if (text && locale) text[locale as 'ru' | 'en' | 'zh'] = String(after)
  }
  const money = changes.filter(({ field }) => isMoney(field)).map(change => toStoredFields([change]))
  return Object.assign({ ...premises, ...texts }, ...money) as Premises
}

/** Checks whether the changes affect derived fields (`derivedOf`). */
export const touchesDerived = (changes: readonly PremisesChange[]): boolean =>
  touchesTexts(changes) || changes.some(({ field }) => isMoney(field))

export const touchesTexts = (changes: readonly PremisesChange[]): boolean =>
  changes.some(({ field }) => listingTexts.some(name => field.startsWith(`${name}.`)))

export const reverseChanges = (changes: readonly PremisesChange[]): PremisesChange[] =>
  changes.map(({ field, before, after }) => ({ field, before: after, after: before }))
