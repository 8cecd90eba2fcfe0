import type { Application, ApplicationState } from '#models/cases/application.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import type { Actor } from '#features/cases/states.ts'
import type { Extent } from '#web/writing/extent.ts'
import type { Translated } from '#web/writing/reading.ts'
import type { Recipient } from '#web/writing/view.ts'
import type { FormValues } from '#web/forms/forms.ts'
import type { ActionForm, ActionContext } from './form-parts.ts'

/**
 * An action on a case, at a path of its own below the case. Message keys: `case.action.<name>`, `case.confirm.<name>`,
 * `case.submit.<name>` and `case.done.<name>`.
 */
export type ActionSpec = {
  name: string
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
  written?: (file: CaseFile) => FormValues
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
