import type { Application, ApplicationState } from '#models/cases/application.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import type { Actor } from '#features/cases/states.ts'
import type { Extent } from '#web/writing/extent.ts'
import type { Translated } from '#web/writing/reading.ts'
import type { Recipient } from '#web/writing/view.ts'
import type { Typed } from '#web/forms/forms.ts'
import type { ActionForm, Making } from './form-parts.ts'

/**
 * Something that can be done with a case, at its own path below it. Its words are `case.action.<name>`,
 * `case.confirm.<name>`, `case.submit.<name>` and `case.done.<name>`.
 */
export type ActionSpec = {
  name: string
  /** The section of the page where it stands, by its id; absent for what is to be done now. */
  place?: 'notes' | 'messages' | 'handling' | 'talk'
  /** For what is nothing but a move of the table. */
  move?: { from: readonly ApplicationState[]; to: ApplicationState }
  /** For everything else: can this person do it now? */
  isOpen?: (file: CaseFile, actor: Actor) => boolean
  /** No move of the table itself, and open to those who may make one. */
  byTable?: true
  /** Why it is refused although the person's role may do it. */
  refusal?: (application: Application) => MessageKey | null
  form?: (making: Making) => Partial<ActionForm>
  danger?: true
  /** Says nothing of the content, so it may be done before a declaration of interest. */
  beforeDeclaration?: true
  /** The field whose words whoever is written to reads, what it is called once it was read from the form, and in words where that is not `case.field.<field>`. */
  tells?: {
    field: string
    as: 'reason' | 'text' | 'note'
    label?: MessageKey
    extent: Extent
    /** Other fields of the form that they read; what says nothing in words, such as a number, is in every language. */
    also?: readonly { field: string; as: string; extent: Extent }[]
  }
  /** Of a form whose texts have names of their own making, how much each may be. */
  each?: Extent
  /** How texts stood that its form opens with, with their translations. */
  written?: (file: CaseFile) => Typed
  /** Of the same texts the originals: whoever changes one is asked whether its translation still fits. */
  before?: (file: CaseFile) => Translated[]
  /** Whom it is written to, where that is not the applicant. */
  recipient?: (file: CaseFile, typed: Typed) => Recipient
  /** Rarely what somebody came for: after the others. */
  aside?: true
  /** Nothing to fill in and nothing to think over: just its button. */
  bare?: true
  /** Its form needs a page of its own, at its path. */
  page?: true
  /** Its form stands among others on a page below that of the case, at this path, and is not offered on that of the case. */
  on?: 'acceptance'
  label?: (file: CaseFile) => MessageKey | null
  /** What is said above the form, where that is not `case.confirm.<name>`. */
  confirm?: (file: CaseFile) => MessageKey | null
  /** Shown open before anybody asks. */
  unfolded?: (file: CaseFile) => boolean
  /** Is it what usually comes next? Unless it says no, the first that is no refusal is. */
  isNext?: (file: CaseFile) => boolean
}
