import type { z } from 'zod'
import type { Application, ApplicationState } from '#models/cases/application.ts'
import type { KeyEnd, MessageKey } from '#shared/texts/i18n.ts'
import type { FormValues } from '#web/forms/forms.ts'
import type { StaffRole } from '#web/locals.ts'
import type { Extent } from '#web/writing/extent.ts'
import type { IsField } from '#web/writing/outgoing.ts'
import type { SentText, Translated, Written } from '#web/writing/reading.ts'
import type { Recipient } from '#web/writing/view.ts'
import type { OutgoingText } from '../change.ts'
import type { Deps } from '../ports.ts'
import type { CaseFile } from '../queue/case-file.ts'
import type { CasesService } from '../service.ts'
import type { Actor } from '../states.ts'
import type { ActionContext, ActionForm } from './form-parts.ts'

/** Name of an action: the end of its path, and of the keys of its texts. */
export type ActionName = KeyEnd<'case.done.'>

/** Services of most actions: the moves of a case, and what a function needs that is written for one action. */
export type WithCases = { cases: CasesService }
export type WithPorts = { casePorts: Deps }

/** Who acts on which case, and what the form says. `texts`: what somebody outside reads, by the name of its field. */
export type Acting<Input> = {
  id: string
  actor: Actor
  input: Input & OutgoingText
  texts: ReadonlyMap<string, SentText>
}

type ActionWithForm<Form extends z.ZodType<object>, Services> = CaseAction & {
  /** Reads the form. */
  input: Form | ((file: CaseFile) => Form)
  run(services: Services, acting: Acting<z.output<Form>>): Promise<Application>
  /** Returns the texts that the recipient reads, where those are not fields that `tells` names. */
  written?(input: z.output<Form>, file: CaseFile): Written[]
  /** Recognises fields that `input` does not name. */
  fields?: IsField
}
/** An action whose form the common handler reads, with the services that it needs. */
export type FormAction<Services = never> = ActionWithForm<z.ZodType<object>, Services>

/**
 * An action on a case, at a path of its own below the case. Message keys: `case.action.<name>`, `case.confirm.<name>`,
 * `case.submit.<name>` and `case.done.<name>`.
 */
export type CaseAction = {
  name: ActionName
  /** Who may send its form. */
  roles: readonly StaffRole[]
  /** Id of the section of the page where the action is shown; absent for what is to be done now. */
  place?: 'notes' | 'messages' | 'handling' | 'talk'
  /** Set when the action is only a move of the table of states. */
  move?: { from: readonly ApplicationState[]; to: ApplicationState }
  /** Without `move`: checks whether this person can take the action now. */
  isOpen?: (file: CaseFile, actor: Actor) => boolean
  /**
   * The action ends the case, binds the city or says so to the applicant. Its form names the revision of the case that the page
   * showed, and it is refused when the case has changed since.
   */
  asShown?: true
  /** Not a move of the table; open to roles that may make one. */
  byTable?: true
  /** Returns why the action is refused although the person's role may take it. */
  refusal?: (application: Application, actor: Actor) => MessageKey | null
  form?: (making: ActionContext) => Partial<ActionForm>
  danger?: true
  /** The action reveals nothing of the content, so it may be taken before a declaration of interest. */
  beforeDeclaration?: true
  /**
   * Field whose text the recipient reads, and its name `as` in the parsed form. `label`: message key where that is not
   * `case.field.<field>`.
   */
  tells?: {
    field: string
    as: 'reason' | 'text' | 'note'
    label?: MessageKey
    extent: Extent
    /** Other fields of the form that the recipient reads. Values without words, such as numbers, need no language. */
    also?: readonly { field: string; as: string; extent: Extent }[]
  }
  /** Maximum extent of each text in a form that makes the names of its fields itself. */
  each?: Extent
  /** Returns the texts with which the form opens, with their translations. */
  start?: (file: CaseFile) => FormValues
  /** Returns the originals of these texts. Whoever changes one is asked whether its translation still fits. */
  before?: (file: CaseFile) => Translated[]
  /** Returns the recipient, where that is not the applicant. */
  recipient?: (file: CaseFile, input: FormValues) => Recipient
  /** Rarely needed, so it is shown after the other actions. */
  aside?: true
  /** Shown as a button only: nothing to fill in or to confirm. */
  bare?: true
  /** The form has a page of its own, at the path of the action. */
  page?: true
  /** The form is one of several on a page below the case, at this path, and is not shown on the page of the case. */
  on?: 'acceptance'
  label?: (file: CaseFile) => MessageKey | null
  /** Returns the text above the form, where that is not `case.confirm.<name>`. */
  confirm?: (file: CaseFile) => MessageKey | null
  /** Returns whether the form is shown open at first. */
  unfolded?: (file: CaseFile) => boolean
  /** Returns whether the action usually comes next (default true). The first one without `danger` and `place` is main. */
  isNext?: (file: CaseFile) => boolean
}

/** Makes an action from its story: who may take it when, its form, and what it does. */
export const caseAction = <Form extends z.ZodType<object>, Services>(
  action: ActionWithForm<Form, Services>,
): FormAction<Services> => action

/** Checks whether this person can take the action now. Pure; the services check again when it is taken. */
export function isOpenTo(action: CaseAction, file: CaseFile, actor: Actor): boolean {
  if (file.interest === 'conflict' || file.application.anonymisedAt) return false
  return isOpen(action, file, actor) && (!file.closed || Boolean(action.beforeDeclaration))
}

function isOpen({ move, isOpen: opens }: CaseAction, file: CaseFile, actor: Actor): boolean {
  if (!move) return opens?.(file, actor) ?? false
  if (!move.from.includes(file.application.state)) return false
  return file.moves.some(({ to, verdict }) => to === move.to && verdict.ok)
}

/** Returns why an action is refused to this person now; null when they may take it. */
export function refusalOf(action: CaseAction, file: CaseFile, actor: Actor): MessageKey | null {
  if (file.interest === 'conflict') return 'case.refused.conflict'
  // Nobody would read what is written into an anonymised case.
  if (file.application.anonymisedAt) return 'case.refused.nameless'
  if (isOpenTo(action, file, actor)) return null
  if (file.closed) return 'case.refused.undeclared'
  // By the table of states, some of the roles that the path is open to may not act. Any other refusal means that the case
  // has changed.
  const refused = action.move || action.byTable ? 'application.refused.not-yours' : 'application.refused.no-such-move'
  return moveRefusal(action, file) ?? action.refusal?.(file.application, actor) ?? refused
}

function moveRefusal({ move }: CaseAction, { application, moves }: CaseFile): MessageKey | null {
  if (!move) return null
  if (!move.from.includes(application.state)) return 'application.refused.no-such-move'
  const verdict = moves.find(({ to }) => to === move.to)?.verdict
  return verdict && !verdict.ok ? `application.refused.${verdict.reason}` : null
}

/** Returns the recipient of the texts in the form of an action: the applicant, unless the action names somebody else. */
export const recipientOf = (action: CaseAction | undefined, file: CaseFile, input: FormValues): Recipient =>
  action?.recipient?.(file, input) ?? file.recipient

/** Returns where below the page of a case an action is, as the end of an address. */
export function anchorOf({ place, on }: CaseAction): string {
  if (on) return `/${on}`
  return place ? `#${place}` : ''
}
