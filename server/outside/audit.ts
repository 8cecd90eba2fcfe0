import { AsyncLocalStorage } from 'node:async_hooks'
import type { MessageKey } from '../shared/texts/i18n.ts'

/**
 * Kinds of things that an act can be about. Each has a message `acted.kind.<kind>`; the audit page links to those that have
 * a page.
 */
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

/**
 * What an act is about. Where it is not one thing, `id` is a word such as `programme`. `label` is a code or a reference,
 * never a name.
 */
export type Subject = { kind: SubjectKind; id: string; label?: string }

type WithoutPrefix<Key> = Key extends `acted.act.${infer Action}` ? Action : never
/**
 * Key of an act: `premises.changed` where the catalogues have `acted.act.premises.changed`. Add yours to the messages of
 * your topic.
 */
export type Action = WithoutPrefix<MessageKey>

/** Change of one field. Values are valid in JSON; `null` means "nothing". */
export type FieldChange = { field: string; before: unknown; after: unknown }

export type AuditRecord = {
  action: Action
  subject: Subject
  changes?: readonly FieldChange[]
  reason?: string
  /** `refused` for an attempt that was rejected; `done` by default. */
  outcome?: 'done' | 'refused'
}

/** `id` is null for the program itself (jobs, commands) and for visitors who are not signed in. */
export type Actor = { id: string | null; role: string; /** The program that acts for them, by its key. */ via?: string }

/** One request or one turn of a job, with the acts recorded so far. */
export type AuditContext = {
  /** Id of the request, as the error page and the log show it. */
  readonly requestId: string
  who: Actor
  readonly told: AuditRecord[]
  /** What the request is about, for the entry of a request that records no act. */
  about?: Subject
  /** Reason in the actor's own words, for acts that give no reason themselves. */
  why?: string
  /** Message key of the reason why the request was rejected. */
  refusal?: string
  /** The request was accepted but stored nothing. */
  idle?: true
  /** Prepares for an act that will be recorded. */
  expect?: () => void
  /** Writes the acts recorded so far to the trail; undefined where nothing is kept. */
  keep?: () => Promise<void>
}

/** One act as the trail stores it. `last` marks the last act of its request. */
export type Act = Omit<AuditRecord, 'outcome'> & {
  outcome: 'done' | 'refused' | 'failed' | 'interrupted'
  who: Actor
  requestId: string
  route: string
  last: boolean
}

const contextStorage = new AsyncLocalStorage<AuditContext>()

/** Runs `work` as an actor: all acts recorded within it, at any depth, go into one list. */
export const runWithAudit = <T>(context: AuditContext, work: () => T): T => contextStorage.run(context, work)

/** Returns the context of the current request or job; undefined outside of one. */
export const auditContext = (): AuditContext | undefined => contextStorage.getStore()

/**
 * Records an act and its previous values in the audit trail. Called after the write has succeeded. Does nothing outside a
 * request or a job. No personal data: fields that contain some are named, with their values masked or left out.
 */
export function recordAudit(record: AuditRecord): void {
  const now = contextStorage.getStore()
  if (!now) return
  const reason = record.reason ?? now.why
  now.told.push({ ...record, ...(reason ? { reason } : {}), subject: withLabel(record.subject, now.about) })
}

/** Adds the label: the caller may know a thing only by its id, while the request knows its label. */
const withLabel = (subject: Subject, known?: Subject): Subject =>
  !subject.label && known?.kind === subject.kind && known.id === subject.id ? known : subject

/**
 * Announces that an act will be recorded as soon as a write that has begun succeeds. The trail prepares for it meanwhile.
 */
export function expectAudit(): void {
  contextStorage.getStore()?.expect?.()
}

/** Sets what the request is about, so that its entry can be found even if it records no act. */
export function setAuditSubject(subject: Subject): void {
  const now = contextStorage.getStore()
  if (now) now.about = subject
}

/** Sets the reason of what this request does. */
export function setAuditReason(why: string): void {
  const now = contextStorage.getStore()
  if (now && why) now.why = why
}

/** Marks an accepted request as having stored nothing, for example when a form is shown again. It is then not recorded. */
export function skipAudit(): void {
  const now = contextStorage.getStore()
  if (now) now.idle = true
}

/**
 * Returns what is stored already, for a request that asks for what was done before, as by a form that was sent twice. The
 * request is then not recorded: the first one was.
 */
export function doneBefore<T>(stored: T): T {
  skipAudit()
  return stored
}

/** Changes the actor from here on, for example to the person who has just signed in. */
export function changeAuditActor(who: Actor): void {
  const now = contextStorage.getStore()
  if (now) now.who = who
}

/** Writes the recorded acts to the trail before the response begins: for reads of which no byte may leave unrecorded. */
export async function flushAudit(): Promise<void> {
  await contextStorage.getStore()?.keep?.()
}

/** Returns the changes of those `fields` whose values differ. */
export function fieldChanges(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  fields: readonly string[] = [...new Set([...Object.keys(before), ...Object.keys(after)])],
): FieldChange[] {
  return fields
    .map(field => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
    .filter(change => JSON.stringify(change.before) !== JSON.stringify(change.after))
}

/** Converts the recorded acts of a context for the trail; the last one closes its request. */
export const actsOf = (
  { told, who, requestId }: Pick<AuditContext, 'told' | 'who' | 'requestId'>,
  route: string,
): Act[] =>
  told.map((one, index) => ({
    ...one,
    outcome: one.outcome ?? 'done',
    who,
    requestId,
    route,
    last: index === told.length - 1,
  }))
