import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import type { TextToTranslate } from '#models/parts/text-to-translate.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { isMessageKey, type MessageKey } from '#shared/texts/i18n.ts'
import type { CaseAction } from '#features/cases/desk/action.ts'
import { returnedFormPath, type CaseActions } from '#features/cases/desk/action-list.ts'
import { dueInWords, type DeskReader } from '#features/cases/desk/labels.ts'
import { holderOf, dueOfText } from '#features/cases/writing/waiting-texts.ts'
import { waitingText, type WaitingText } from '#web/writing/waiting.ts'

export type TextsView = { items: WaitingText[] } | null

/** Returns texts that wait for a translation or were translated but not sent, the oldest first; null when there are none. */
export function textsView(
  reader: DeskReader,
  application: Application,
  { today, actions }: Pick<Shown, 'today' | 'actions'>,
): TextsView {
  const { toTranslate = [] } = application
  if (toTranslate.length === 0) return null
  const handles = reader.account.role === 'reviewer' || reader.account.role === 'decider'
  return { items: toTranslate.map(text => textRow(reader, application, { text, today, actions, handles })) }
}

type Shown = { text: TextToTranslate; today: CityDay; actions: CaseActions; handles: boolean }

function textRow(reader: DeskReader, application: Application, { text, today, actions, handles }: Shown): WaitingText {
  const { t, locale, account } = reader
  const id = application._id.toHexString()
  const textId = text._id.toHexString()
  const due = dueOfText(application)
  const at = { id, textId }
  return waitingText(reader, text, {
    what: actInWords(t, text.act),
    due: due && dueInWords(reader, due, today),
    translate: handles ? pathTo(locale, '/staff/applications/:id/texts/:textId', at) : null,
    send: `${pathTo(locale, '/staff/applications/:id', { id })}${returnedFormPath(actions.named(text.act), textId)}`,
    own: holderOf(text) === account.id,
    drop:
      handles || account.role === 'administrator'
        ? pathTo(locale, '/staff/applications/:id/texts/:textId/drop', at)
        : null,
  })
}

/** Returns the name of the act to which a text belongs, as on its form. */
export function actInWords(t: DeskReader['t'], act: string): string {
  const key = `case.action.${act}`
  return isMessageKey(key) ? t(key) : act
}

/** Returns the name of a part of a form: the item of a request or the field. */
export function partInWords(t: DeskReader['t'], action: CaseAction | undefined, name: string): string {
  const item = itemInRequest(t, name)
  if (item) return item
  if (action?.name === 'condition-change') return t('acceptance.staff.note')
  if (action?.tells?.label) return t(action.tells.label)
  const field = `case.field.${name}`
  return isMessageKey(field) ? t(field) : t('case.field.reason' satisfies MessageKey)
}

function itemInRequest(t: DeskReader['t'], name: string): string | null {
  const [, about = '', target = ''] = /^text-(section|kind|document)-(.+)$/.exec(name) ?? []
  const keys = { section: `apply.section.${target}`, kind: `document.kind.${target}` } as Partial<
    Record<string, string>
  >
  const messageName = keys[about] ?? ''
  if (isMessageKey(messageName)) return t(messageName)
  return about === 'document' ? t('writing.part.document') : null
}
