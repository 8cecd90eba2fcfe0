import { AsyncLocalStorage } from 'node:async_hooks'
import type { MessageKey } from '../shared/texts/i18n.ts'

/** What an act can be about. Each has its word, `acted.kind.<kind>`; a page links to those that have one. */
export const subjectKinds = [
  'account',
  'application',
  'audit',
  'building',
  'bulk',
  'document',
  'earlier-tenancy',
  'enquiry',
  'export',
  'guide',
  'import',
  'incentive',
  'letter',
  'mail_text',
  'page',
  'premises',
  'report',
  'rubric',
  'search',
  'session',
  'settings',
  'template',
  'tenancy',
  'token',
  'view',
  'viewing',
  'zone',
] as const
export type SubjectKind = (typeof subjectKinds)[number]

/** Of what is not about one thing, `id` is a word such as `programme`. `label` is a code or a reference, never a name. */
export type Subject = { kind: SubjectKind; id: string; label?: string }

type WithoutPrefix<Key> = Key extends `acted.act.${infer Action}` ? Action : never
/** `premises.changed` where the catalogues have `acted.act.premises.changed`: put yours beside the messages of your topic. */
export type Action = WithoutPrefix<MessageKey>

/** Values are what JSON can hold; `null` is "nothing". */
export type FieldChange = { field: string; before: unknown; after: unknown }

export type AuditRecord = {
  action: Action
  subject: Subject
  changes?: readonly FieldChange[]
  reason?: string
  /** `done` unless it was tried and turned away. */
  outcome?: 'done' | 'refused'
}

/** `id` is null for the program itself: jobs, commands, and whoever is not signed in. */
export type Actor = { id: string | null; role: string; /** The program that acts for them, by its key. */ via?: string }

/** One request, or one turn of a job, and what it has done so far. */
export type AuditContext = {
  /** As the error page and the log show it. */
  readonly requestId: string
  who: Actor
  readonly told: AuditRecord[]
  /** What it is about, for acts that nobody told more of. */
  about?: Subject
  /** Why it is done, in the words of whoever does it: for acts that tell no reason of their own. */
  why?: string
  /** Why it was turned away, as the key of the message. */
  refusal?: string
  /** It was accepted and did nothing. */
  idle?: true
  /** Makes ready for what will be told. */
  expect?: () => void
  /** Keeps what was told so far; missing where nothing is kept. */
  keep?: () => Promise<void>
}

/** One act as the trail takes it. `last` of its request. */
export type Act = Omit<AuditRecord, 'outcome'> & {
  outcome: 'done' | 'refused' | 'failed' | 'interrupted'
  who: Actor
  requestId: string
  route: string
  last: boolean
}

const current = new AsyncLocalStorage<AuditContext>()

/** Does `work` as somebody: all that it causes, however deep, adds to one list. */
export const runWithAudit = <T>(acting: AuditContext, work: () => T): T => current.run(acting, work)

/** Who acts here, if anybody does. */
export const auditContext = (): AuditContext | undefined => current.getStore()

/**
 * Tells the audit trail what has just been done, with what was there before: once the write has succeeded. Does nothing
 * outside a request or a job. No personal data: fields that hold some are named, their values masked or left out.
 */
export function recordAudit(told: AuditRecord): void {
  const now = current.getStore()
  if (!now) return
  const reason = told.reason ?? now.why
  now.told.push({ ...told, ...(reason ? { reason } : {}), subject: named(told.subject, now.about) })
}

/** Whoever tells may know a thing by its id only, while the request knows what it is called. */
const named = (subject: Subject, known?: Subject): Subject =>
  !subject.label && known?.kind === subject.kind && known.id === subject.id ? known : subject

/** Says that something will be told as soon as a write that has begun succeeds: what it needs is read meanwhile. */
export function expectAudit(): void {
  current.getStore()?.expect?.()
}

/** Says what the request is about, so that an act nobody tells of can be found by it. */
export function setAuditSubject(subject: Subject): void {
  const now = current.getStore()
  if (now) now.about = subject
}

/** Gives the reason of what this request does. */
export function setAuditReason(why: string): void {
  const now = current.getStore()
  if (now && why) now.why = why
}

/** Says that an accepted request stored nothing: a form was shown anew. Nothing is then kept of it. */
export function skipAudit(): void {
  const now = current.getStore()
  if (now) now.idle = true
}

/** From here on somebody else acts: who has just signed in. */
export function changeAuditActor(who: Actor): void {
  const now = current.getStore()
  if (now) now.who = who
}

/** Keeps what was told before the answer begins: for reads of which not a byte may leave unrecorded. */
export async function flushAudit(): Promise<void> {
  await current.getStore()?.keep?.()
}

/** Those of `fields` whose values differ, for `changes`. */
export function fieldChanges(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  fields: readonly string[] = [...new Set([...Object.keys(before), ...Object.keys(after)])],
): FieldChange[] {
  return fields
    .map(field => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
    .filter(change => JSON.stringify(change.before) !== JSON.stringify(change.after))
}

/** The acts of a list, told by whoever acts; the last one closes its request. */
export const actsOf = (
  { told, who, requestId }: Pick<AuditContext, 'told' | 'who' | 'requestId'>,
  route: string,
): Act[] =>
  told.map((one, index) => ({
    ...one,
    outcome: one.outcome ?? 'done',
    ...{ who, requestId, route, last: index === told.length - 1 },
  }))
