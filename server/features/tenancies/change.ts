import mongoose from 'mongoose'
import { TenancyModel, type Tenancy, type TenancyState } from '#models/tenancies/tenancy.ts'
import type { TenancyDecision } from '#models/deciding/letter.ts'
import type { PendingEffect } from '#models/parts/history.ts'
import type { Writing } from '#models/parts/writing.ts'
import { setAuditSubject, recordAudit, type Subject } from '#outside/audit.ts'
import { guardedWrite } from '#outside/database/guarded-write.ts'
import { AppError, conflict, notFound } from '#shared/errors.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import type { EffectOf } from '#shared/outbox.ts'
import { describeWritingForAudit } from '#shared/texts/writing.ts'
import { nextDueOn } from './duties/duties.ts'
import type { TenancyMail } from './ports.ts'
import { canMoveTenancy, type MoveDetails, type TenancyAct, type TenancyActor, type TenancyRefusal } from './states.ts'

/** Effects of changes of a tenancy, by kind, with the facts of each. The kinds are stored and never renamed. */
export type TenancyEffects = {
  mail: { template: TenancyMail } & Record<string, string>
  /** Letter on a decision, with its content as facts. */
  letter: { decision: TenancyDecision } & Record<string, string>
  release: Record<string, never>
  'stand-down': { reason: string }
  /** Takes received files into the documents of the application; `at` in ISO 8601. */
  take_in: { intake: string; at: string }
}
export type TenancyEffect = EffectOf<TenancyEffects>

export type TenancyChange = {
  /** Tenancy as it was read; the write is refused when it has changed since. */
  was: Tenancy
  to?: TenancyState
  /** Kind of the event; `moved` by default. */
  kind?: string
  actor: TenancyActor
  at: Date
  /** Reason that the tenant is told. */
  reason?: string | undefined
  /** Language of the reason. */
  writing?: Writing | null | undefined
  /** True when the reason was told before, so that its writing is already in the audit trail. */
  repeats?: boolean
  /** Note for the staff only. */
  note?: string | undefined
  /** How other texts to the tenant were written. */
  told?: readonly (Writing | null | undefined)[]
  /** Colleague who made the proposal that another one confirms. */
  person?: { id: string; name: string } | undefined
  set?: Partial<Omit<Tenancy, '_id'>>
  effects?: readonly TenancyEffect[]
} & ShownState

/**
 * When the state began that the page with the form showed: a tenancy may have left it and come back since. Forms of an earlier
 * release do not say it.
 */
export type ShownState = { since?: Date | undefined }

/**
 * Changes a tenancy; nothing else may. Makes one atomic write, guarded by the state and revision that were read, with its
 * event and effects (ADR 10). Throws "stale" when somebody else changed the tenancy first, or it is no longer in the state that
 * the page showed.
 */
export async function changeTenancy(change: TenancyChange): Promise<Tenancy> {
  const { was, since } = change
  // An anonymised tenancy can never change again.
  if (was.anonymisedAt) throw conflict('tenancy.refused.ended', { facts: { id: was._id.toHexString() } })
  if (since && since.getTime() !== was.stateSince.getTime()) throw staleConflict(was)
  const changed = await guardedWrite(TenancyModel, {
    was,
    guard: ['state', 'revision'],
    counter: 'revision',
    ...toGuardedWrite(change),
  })
  if (!changed) throw staleConflict(was)
  recordChange(change)
  return changed
}

const staleConflict = ({ _id, revision }: Tenancy) =>
  conflict('error.stale', { facts: { id: _id.toHexString(), revision } })

const attempts = 3

/**
 * Carries out an act again on what is stored now when somebody changed the tenancy in the same moment. A form that is sent
 * several times at once is then answered as one that is sent again later.
 */
export async function onLatest<Result>(act: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; attempt < attempts; attempt += 1) {
    try {
      return await act()
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'error.stale') throw error
    }
  }
  return act()
}

function recordChange({ was, to, kind, writing, repeats, told = [] }: TenancyChange): void {
  const change = to ? { field: 'state', before: was.state, after: to } : { field: 'event', before: null, after: kind }
  const changes = [change, ...[repeats ? null : writing, ...told].flatMap(describeWritingForAudit)]
  recordAudit({ action: to ? 'tenancy.moved' : 'tenancy.changed', subject: subjectOf(was), changes })
}

/** Returns a tenancy as the subject of an audit entry. */
export const subjectOf = ({ _id, reference }: Tenancy): Subject => ({
  kind: 'tenancy',
  id: _id.toHexString(),
  label: reference,
})

function toGuardedWrite(change: TenancyChange) {
  const { was, to, at, set = {}, effects = [] } = change
  const _id = new mongoose.Types.ObjectId()
  const now = { ...set, ...(to ? { state: to, stateSince: at } : {}) }
  return {
    set: { ...now, nextDueOn: nextDueOn({ ...was, ...now }) },
    events: [eventOf(change, _id)],
    effects: {
      field: 'pendingEffects' as const,
      added: effects.map((effect, index) => pending(effect, `${_id.toHexString()}-${index}`)),
    },
  }
}

function eventOf(
  { was, to, kind = 'moved', actor, at, reason, writing, note, person }: TenancyChange,
  _id: mongoose.Types.ObjectId,
) {
  return {
    _id,
    at,
    by: actor,
    kind,
    ...(to ? { from: was.state, to } : {}),
    ...(reason ? { reason } : {}),
    ...(reason && writing ? { writing } : {}),
    ...(note ? { note } : {}),
    ...(person ? { person } : {}),
  }
}

/** Returns the effect with a key that names its cause, so that a repeated effect is recognised as done. */
const pending = ({ kind, facts }: TenancyEffect, key: string): PendingEffect => ({ key, kind, facts })

/** Effect that gives the premises back. */
export const releaseEffect: TenancyEffect = { kind: 'release', facts: {} }

export const mailEffect = (template: TenancyMail, facts: Record<string, string> = {}): TenancyEffect => ({
  kind: 'mail',
  facts: { ...facts, template },
})

/** Returns the effect that takes the received files of a change into the documents; none without files. */
export const takeInEffects = (
  arrived: { id: string } | undefined,
  { files, at }: { files: readonly string[]; at: Date },
): TenancyEffect[] =>
  arrived && files.length > 0 ? [{ kind: 'take_in', facts: { intake: arrived.id, at: at.toISOString() } }] : []

/** Reads a tenancy for an actor. Staff find every tenancy, a tenant their own. Throws "not found" for any other. */
export async function readTenancy(id: string, actor: TenancyActor): Promise<Tenancy> {
  if (actor.kind === 'applicant' && !actor.id) throw notFound('tenancy.not-found')
  const filter = actor.kind === 'applicant' && actor.id ? { _id: id, tenant: actor.id } : { _id: id }
  const tenancy = await TenancyModel.findOne(filter).lean<Tenancy>()
  if (!tenancy) throw notFound('tenancy.not-found', { id })
  if (actor.kind !== 'applicant') setAuditSubject(subjectOf(tenancy))
  return tenancy
}

/** Message keys of the refusals. */
export const refusalKeys: Record<TenancyRefusal, MessageKey> = {
  'no-such-move': 'tenancy.refused.no-such-move',
  'not-yours': 'tenancy.refused.not-yours',
  'wrong-return': 'tenancy.refused.wrong-return',
  'reason-needed': 'tenancy.refused.reason-needed',
  'not-own-notice': 'tenancy.recall-over',
  'recall-late': 'tenancy.recall-over',
  'office-acted': 'tenancy.recall-over',
  'end-far': 'tenancy.end-far',
  'day-future': 'tenancy.day-future',
  'day-before-handover': 'tenancy.day-before-handover',
  'day-past': 'tenancy.day-past',
  'day-far': 'tenancy.day-far',
  'pause-overlaps': 'tenancy.pause-overlaps',
  'pause-ends-early': 'tenancy.pause-ends-early',
  'renewal-short': 'tenancy.renewal-short',
  'renewal-long': 'tenancy.renewal-long',
  'paid-early': 'tenancy.paid-early',
  'cure-running': 'tenancy.cure-running',
  'opening-not-late': 'tenancy.opening-not-late',
  'reports-not-late': 'tenancy.reports-not-late',
  'appeal-running': 'tenancy.appeal-running',
  'termination-running': 'tenancy.termination-running',
  'not-appealed': 'tenancy.refused.no-such-move',
  'own-termination': 'tenancy.appeal-own',
  'exit-needed': 'tenancy.exit-needed',
}

/** Returns the state that an action leads to. Throws a conflict with the reason when the table forbids it. */
export function requireMove(act: TenancyAct, was: Tenancy, actor: TenancyActor, details: MoveDetails): TenancyState {
  const verdict = canMoveTenancy(act, was, actor, details)
  if (verdict.ok) return verdict.to
  const { _id, reference, state: from } = was
  throw conflict(refusalKeys[verdict.reason], { facts: { id: _id.toHexString(), reference, from, act } })
}

/** Throws a conflict unless the actor is an officer. */
export function requireOfficer({ kind }: TenancyActor): void {
  if (kind !== 'reviewer' && kind !== 'decider') throw conflict('tenancy.refused.not-yours')
}
