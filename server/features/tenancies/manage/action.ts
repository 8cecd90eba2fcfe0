import type { z } from 'zod'
import type { HandoverRecord } from '#models/cases/parts/handover-record.ts'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import { proposalActs } from '#models/tenancies/tenancy-parts.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import type { KeyEnd, MessageKey } from '#shared/texts/i18n.ts'
import type { ScannedDocument } from '#features/documents/service.ts'
import type { FormFailure } from '#web/forms/forms.ts'
import type { StaffRole } from '#web/locals.ts'
import type { Written } from '#web/writing/reading.ts'
import type { Recipient } from '#web/writing/view.ts'
import type { TenanciesService } from '../service.ts'
import { mayBegin, type TenancyAct, type TenancyActor } from '../states.ts'
import type { FieldSpec } from '../texts/form-view.ts'
import type { Fact } from '../texts/tenancy-text.ts'
import type { RentInput } from './rent.ts'

/** Name of an action: the end of its path, and of the keys of its texts. */
export type ActionName = KeyEnd<'lease.action.'> & KeyEnd<'lease.confirm.'>

/** What a form is made from: the tenancy, for rent its listing, for answers with photos the application's documents. */
export type FormInput = RentInput & {
  documents?: readonly ScannedDocument[]
  /** For the exit inspection: what was recorded at the handover; null where nothing was. */
  handover?: HandoverRecord | null
  /** The refused form. */
  failure?: FormFailure | null
  /** The tenant as a recipient; null when the account was deleted. */
  recipient?: Recipient | null
}

/** A fact with what answers and their photos need in addition. */
export type FactRow = Fact & { note?: string; href?: string; action?: string }
export type HiddenField = { name: string; value: string }
export type Asking = { actor: TenancyActor; today: CityDay }

/** Who acts on which tenancy, and what the form says. */
type Acting<Input> = { id: string; actor: TenancyActor; input: Input }

type ActionOf<Form extends z.ZodType<object>> = {
  name: ActionName
  /** Who may send its form. */
  roles: readonly StaffRole[]
  /** Checks whether this person, who has one of the roles, can take the action today. */
  isOpen(tenancy: Tenancy, asking: Asking): boolean
  /** Reads the form. */
  input: Form
  run(services: { tenancies: TenanciesService }, acting: Acting<z.output<Form>>): Promise<Tenancy>
  /** Returns the fields with their initial values. */
  fields?: (making: FormInput) => FieldSpec[]
  /** Returns what one has to know before the action: the present end, the rent, what the tenant asked for. */
  facts?: (making: FormInput) => FactRow[]
  /** Returns the hidden fields that say what the page showed, and so what the action settles. */
  shows?: (making: FormInput) => HiddenField[]
  /** Returns the texts of the form that the tenant reads, by field. */
  written?(input: z.output<Form>): Written[]
  /** Returns the text above the form, where that is not `lease.confirm.<name>`. */
  lead?: (tenancy: Tenancy) => MessageKey | null
  /** The page shows files that the tenant sent. */
  withFiles?: true
  /** The page lists the reports that nobody has read. */
  withReports?: true
  /** The page says what was recorded at the handover. */
  withHandover?: true
  /** Checks whether the action marks the tenant's open letter about the renewal as answered; its page then shows it. */
  decidesLetter?: (tenancy: Tenancy) => boolean
  /** Checks whether the action is about the rent; its page then needs the listing. */
  setsRent?: (tenancy: Tenancy) => boolean
  /** The duty whose fulfilment the action records; its page shows what the tenant reported about it. */
  duty?: string
  danger?: true
  /** A regular step of a tenancy; other actions are interruptions. */
  step?: true
}
export type TenancyAction = ActionOf<z.ZodType<object>>

/** Makes an action on a tenancy from its story, as `caseAction` does for a case (ADR 149). */
export const tenancyAction = <Form extends z.ZodType<object>>(action: ActionOf<Form>): TenancyAction => action

/** Returns the rule of a move of the table. While one proposal waits for its confirmation, no other can be made. */
export const canBegin =
  (act: TenancyAct) =>
  (tenancy: Tenancy, { actor, today }: Asking): boolean =>
    !(tenancy.proposal && (proposalActs as readonly string[]).includes(act)) && mayBegin(act, tenancy, actor, today)

/** Checks whether this person can take the action today. Pure; the service checks again when it is taken. */
export const isOpenTo = (
  { roles, isOpen }: Pick<TenancyAction, 'roles' | 'isOpen'>,
  tenancy: Tenancy,
  asking: Asking,
) => !tenancy.anonymisedAt && roles.some(role => role === asking.actor.kind) && isOpen(tenancy, asking)
