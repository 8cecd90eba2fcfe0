import type { MessageKey } from '#shared/texts/i18n.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import { acceptanceOf } from '#features/cases/acceptance/offer-acceptance.ts'
import { isAwaitingConditions } from '#features/cases/acceptance/rules.ts'
import { mayExtend } from '#features/cases/requests/extending.ts'
import { inputValue, type FormValues } from '#web/forms/forms.ts'
import type { CaseFile } from '../queue/case-file.ts'
import { type Actor, hasEnded, reopeningTargets } from '../states.ts'
import type { Recipient } from '#web/writing/view.ts'
import type { Extent } from '#web/writing/extent.ts'
import { extents } from '../writing/extents.ts'
import type { ActionSpec } from './actions/action.ts'
import { assessingActions } from './actions/assessing.ts'
import { decidingActions, waitingActions } from './actions/deciding.ts'
import { handlingActions } from './actions/handling.ts'
import { interviewingActions } from './actions/interviewing.ts'
import {
  groundsFields,
  field,
  choices,
  select,
  reasonText,
  type ActionContext,
  type ActionForm,
} from './actions/form-parts.ts'

/** Reopening of an ended case. */
const endingActions = [
  {
    name: 'reopen',
    asShown: true,
    isOpen: ({ application, moves }, { kind }) =>
      kind === 'administrator' && hasEnded(application.state) && moves.some(({ verdict }) => verdict.ok),
    form: making => ({ choices: targets(making), fields: [field(making, 'reason', { several: true })] }),
    tells: reasonText,
  },
] as const satisfies readonly ActionSpec[]

function targets(making: ActionContext) {
  const chosen = inputValue(making.failure?.typed ?? {}, 'to')
  const options = reopeningTargets.map(value => ({
    value,
    label: making.reader.t(`application.state.${value}`),
    checked: chosen === value,
  }))
  return choices(making, 'to', options)
}

const handlesCases = (_file: CaseFile, { kind }: Actor): boolean => kind === 'reviewer' || kind === 'decider'

const changesConditions = (file: CaseFile, actor: Actor): boolean =>
  handlesCases(file, actor) && isAwaitingConditions(file.application)

/** Returns the form that registers a signature: it names the version that was signed. */
function signingForm(making: ActionContext): Partial<ActionForm> {
  const { t, locale } = making.reader
  const contract = acceptanceOf(making.file.application)?.contract
  const shown = inputValue(making.failure?.typed ?? {}, 'version')
  const hidden = [{ name: 'version', value: shown || String(contract?.version ?? 0) }]
  if (!contract) return { hidden, ...openPlacesPart(making, 0) }
  const { version, preparedAt, openPlaces } = contract
  const day = formatCityDay(locale, cityDayOf(preparedAt))
  const { preview, ...boxes } = openPlacesPart(making, openPlaces ?? 0)
  return { hidden, preview: [t('acceptance.staff.signed-version', { version, day }), ...preview], ...boxes }
}

/** Returns the tick that confirms a signature although the text leaves something to decide. */
function openPlacesPart(making: ActionContext, count: number) {
  const { t } = making.reader
  const preview = count > 0 ? [t('acceptance.staff.signed-with', { count })] : []
  if (count === 0 && !making.failure?.errors.openPlaces) return { preview }
  const checked = inputValue(making.failure?.typed ?? {}, 'openPlaces') === 'yes'
  const options = [{ value: 'yes', label: t('acceptance.staff.signed-so'), checked }]
  return { preview, boxes: choices(making, 'openPlaces', options) }
}

/** Actions from the accepted offer to the handover. */
const handoverActions = [
  {
    name: 'conditions-not-met',
    tells: reasonText,
    move: { from: ['accepted'], to: 'conditions_not_met' },
    asShown: true,
    danger: true,
    form: making => {
      const { boxes, reason } = groundsFields(making, 'conditions_not_met', { prefix: 'conditions' })
      return { boxes, fields: [reason] }
    },
  },
  {
    name: 'contract',
    move: { from: ['accepted'], to: 'contracted' },
    asShown: true,
    form: signingForm,
  },
  {
    name: 'handover',
    isOpen: ({ application }, { kind }) =>
      application.state === 'contracted' && !application.handedOverOn && (kind === 'reviewer' || kind === 'decider'),
    refusal: ({ state, handedOverOn }) => {
      if (state !== 'contracted') return 'application.not-contracted'
      return handedOverOn ? 'application.handed-over-already' : null
    },
    page: true,
  },
] as const satisfies readonly ActionSpec[]

/** Actions on the conditions of an accepted offer. */
const conditionActions = [
  {
    name: 'condition-add',
    on: 'acceptance',
    tells: { field: 'text', as: 'text', label: 'acceptance.staff.text', extent: extents.condition },
    isOpen: changesConditions,
    refusal: () => 'acceptance.refused.closed',
  },
  {
    name: 'condition-change',
    on: 'acceptance',
    each: extents.conditionNote,
    isOpen: changesConditions,
    refusal: () => 'acceptance.refused.closed',
  },
] as const satisfies readonly ActionSpec[]

/** Returns null when there is no colleague to mention. */
function mentionSelect(making: ActionContext) {
  const options = making.file.mentionable.map(({ id, name }) => ({ value: id, label: name }))
  return options.length > 0 ? select(making, 'mention', { options }) : null
}

/** Internal notes for colleagues and messages to the applicant: two things that must not be confused. */
const writingActions = [
  {
    name: 'notes',
    place: 'notes',
    isOpen: (_file, { kind }) => kind === 'reviewer' || kind === 'decider' || kind === 'administrator',
    form: making => ({
      select: mentionSelect(making),
      fields: [field(making, 'internalNote', { several: true, rows: 3 })],
    }),
  },
  {
    name: 'messages',
    place: 'messages',
    tells: { field: 'publicMessage', as: 'text', extent: extents.message },
    isOpen: handlesCases,
    form: making => ({ fields: [field(making, 'publicMessage', { several: true, rows: 4 })] }),
  },
  {
    name: 'messages-settled',
    place: 'messages',
    // Also when none wait, so that a form sent twice is answered as the first time. The page shows the button only beside
    // messages that wait.
    isOpen: handlesCases,
    bare: true,
  },
] as const satisfies readonly ActionSpec[]

/** Actions that ask the applicant for information and that extend the deadline. */
const requestingActions = [
  {
    name: 'request',
    move: { from: ['screening', 'review'], to: 'information_requested' },
    page: true,
    each: extents.requestItem,
    isNext: () => false,
  },
  {
    name: 'extend',
    byTable: true,
    asShown: true,
    tells: { ...reasonText, extent: extents.moreTime },
    isOpen: ({ application }, actor) => application.state === 'information_requested' && mayExtend(actor),
    refusal: ({ state }) => (state === 'information_requested' ? null : 'application.refused.no-such-move'),
    isNext: () => false,
    form: making => {
      const { answerBy } = making.file.application
      return {
        fields: [
          field(making, 'answerOn', { type: 'date', start: answerBy ? cityDayOf(answerBy) : '' }),
          field(making, 'reason', { several: true, rows: 2, domId: 'extend-reason' }),
        ],
      }
    },
  },
] as const satisfies readonly ActionSpec[]

const screeningActions = [
  { name: 'screening', move: { from: ['submitted'], to: 'screening' }, bare: true, beforeDeclaration: true },
  { name: 'review', move: { from: ['screening'], to: 'review' } },
  {
    name: 'ineligible',
    tells: reasonText,
    move: { from: ['screening'], to: 'ineligible' },
    asShown: true,
    danger: true,
    form: making => {
      const { boxes, reason } = groundsFields(making, 'ineligible')
      return { boxes, fields: [reason] }
    },
  },
] as const satisfies readonly ActionSpec[]

const knownActions = [
  ...screeningActions,
  ...requestingActions,
  ...assessingActions,
  ...interviewingActions,
  ...decidingActions,
  ...waitingActions,
  ...handoverActions,
  ...conditionActions,
  ...endingActions,
  ...writingActions,
  ...handlingActions,
] as const
export type CaseAction = (typeof knownActions)[number]['name']
type KnownAction = ActionSpec & { name: CaseAction }

const rankOf = ({ danger, aside }: ActionSpec): number => (danger ? 2 : Number(aside ?? false))

/** All actions in the order in which the page offers them: those that refuse or end a case come last. */
const actions: readonly KnownAction[] = (knownActions as readonly KnownAction[]).toSorted(
  (one, other) => rankOf(one) - rankOf(other),
)
const byName = new Map(actions.map(action => [action.name, action]))

/**
 * Returns the actions that this person can take now. An anonymised case has none, because nobody would read what is written
 * into it. Pure; the services check again when an action is taken.
 */
export function actionsOf(file: CaseFile, actor: Actor): KnownAction[] {
  if (file.interest === 'conflict' || file.application.anonymisedAt) return []
  const open = actions.filter(action => isOpen(action, file, actor))
  return file.closed ? open.filter(action => action.beforeDeclaration) : open
}

/** Returns the action of this name, whether or not it can be taken. */
export const actionNamed = (name: CaseAction): ActionSpec | undefined => byName.get(name)

/** Returns the recipient of the texts in the form of an action: the applicant, unless the action names somebody else. */
export const recipientOfAct = (name: string, file: CaseFile, input: FormValues): Recipient =>
  byName.get(name as CaseAction)?.recipient?.(file, input) ?? file.recipient

/** Returns the maximum extent of a field that somebody outside reads. */
export function extentIn(name: string, field: string): Extent {
  const { tells, each } = byName.get(name as CaseAction) ?? {}
  const outgoingTexts = tells ? [tells, ...(tells.also ?? [])] : []
  return outgoingTexts.find(one => one.field === field)?.extent ?? each ?? extents.reason
}

export const isCaseAction = (name: string): name is CaseAction => byName.has(name as CaseAction)

/** Checks whether there is an action that moves the case on, or belongs to doing so. */
export const canActNow = (file: CaseFile, actor: Actor): boolean =>
  actionsOf(file, actor).some(({ place, on }) => !place && !on)

/** Returns where below the page of a case an action is, as the end of an address. */
export function anchorOf(name: CaseAction): string {
  const { place, on } = byName.get(name) ?? {}
  if (on) return `/${on}`
  return place ? `#${place}` : ''
}

/** Returns the end of the address at which the form opens with a text that came back from translation. */
export function returnedFormPath(name: string, textId: string): string {
  const { page, on } = byName.get(name as CaseAction) ?? {}
  const query = `?text=${textId}`
  if (page) return `/${name}${query}`
  return `${on ? `/${on}` : ''}${query}#${name}`
}

function isOpen({ move, isOpen: opens }: ActionSpec, file: CaseFile, actor: Actor): boolean {
  if (!move) return opens?.(file, actor) ?? false
  if (!move.from.includes(file.application.state)) return false
  return file.moves.some(({ to, verdict }) => to === move.to && verdict.ok)
}

/** Returns why an action is refused to this person now; null when they may take it. */
export function refusalOf(name: CaseAction, file: CaseFile, actor: Actor): MessageKey | null {
  if (file.interest === 'conflict') return 'case.refused.conflict'
  if (file.application.anonymisedAt) return 'case.refused.nameless'
  if (actionsOf(file, actor).some(action => action.name === name)) return null
  if (file.closed) return 'case.refused.undeclared'
  const action = byName.get(name)
  return (
    refusalBy(action, file, actor) ??
    (isRoleBound(action) ? 'application.refused.not-yours' : 'application.refused.no-such-move')
  )
}

const refusalBy = (action: ActionSpec | undefined, file: CaseFile, actor: Actor): MessageKey | null =>
  moveRefusal(action, file) ?? action?.refusal?.(file.application, actor) ?? null

/**
 * Whether some of the roles that the path is open to may act, as the table of states says. A refusal of any other action
 * means that the case has changed.
 */
const isRoleBound = (action: ActionSpec | undefined): boolean => Boolean(action?.move ?? action?.byTable)

function moveRefusal(action: ActionSpec | undefined, { application, moves }: CaseFile): MessageKey | null {
  const move = action?.move
  if (!move) return null
  if (!move.from.includes(application.state)) return 'application.refused.no-such-move'
  const verdict = moves.find(({ to }) => to === move.to)?.verdict
  return verdict && !verdict.ok ? `application.refused.${verdict.reason}` : null
}

const obstacles = ['reviewed-by-decider', 'not-assessed', 'scores-missing'] as const
type Obstacle = (typeof obstacles)[number]

/** Returns what keeps a person whose role decides from deciding this case; null when nothing does. */
export function obstacleOf(file: CaseFile): Obstacle | null {
  const reasons = file.moves.map(({ verdict }) => (verdict.ok ? null : verdict.reason))
  return obstacles.find(reason => reasons.includes(reason)) ?? null
}
