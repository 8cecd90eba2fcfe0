import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import type { TextToTranslate } from '#models/parts/text-to-translate.ts'
import { formatInstant } from '#shared/texts/format.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { isMessageKey, type MessageKey } from '#shared/texts/i18n.ts'
import { actionNamed, formOf, isCaseAction } from '#features/cases/desk/actions.ts'
import { dueInWords, type DeskReader } from '#features/cases/desk/labels.ts'
import { dueOfText } from '#features/cases/writing/due.ts'

type TextRow = {
  id: string
  what: string
  languages: string
  who: string
  due: string | null
  state: { tone: 'warn' | 'good'; label: string }
  /** To the page on which it is translated; null once it is. */
  translate: string | null
  /** To its form, with the translation in it; null until there is one. */
  send: string | null
  drop: string | null
}
export type TextsView = { items: TextRow[] } | null

/** Texts of a case that wait for a translation, or were translated and not sent yet, the oldest first; null where there are none. */
export function textsView(reader: DeskReader, application: Application, today: CityDay): TextsView {
  const { toTranslate = [] } = application
  if (toTranslate.length === 0) return null
  const handles = reader.account.role === 'reviewer' || reader.account.role === 'decider'
  return { items: toTranslate.map(text => textRow(reader, application, { text, today, handles })) }
}

type Shown = { text: TextToTranslate; today: CityDay; handles: boolean }

function textRow(reader: DeskReader, application: Application, { text, today, handles }: Shown): TextRow {
  const { t, locale } = reader
  const { act, at, by, translated } = text
  const [id, textId] = [application._id.toHexString(), text._id.toHexString()]
  const due = dueOfText(application)
  const who = [t('writing.row.by', { name: by.name, when: formatInstant(locale, at) })]
  if (translated)
    who.push(t('writing.row.translated', { name: translated.by.name, when: formatInstant(locale, translated.at) }))
  return {
    id: textId,
    what: actInWords(t, act),
    languages: languagesOf(reader, text),
    who: who.join(' · '),
    due: due && t('writing.row.due', { day: dueInWords(reader, due, today) }),
    state: translated
      ? { tone: 'good', label: t('writing.state.translated') }
      : { tone: 'warn', label: t('writing.state.waiting') },
    translate: handles && !translated ? pathTo(locale, '/staff/applications/:id/texts/:textId', { id, textId }) : null,
    send: translated ? sendHref(reader, application, text) : null,
    drop:
      handles || reader.account.role === 'administrator'
        ? pathTo(locale, '/staff/applications/:id/texts/:textId/drop', { id, textId })
        : null,
  }
}

/** What the act is that the text belongs to, as its form is called. */
export function actInWords(t: DeskReader['t'], act: string): string {
  const key = `case.action.${act}`
  return isMessageKey(key) ? t(key) : act
}

export const languagesOf = ({ t }: Pick<DeskReader, 't'>, { language, into }: TextToTranslate): string =>
  t('writing.row.languages', { from: t(`writing.language.${language}`), to: t(`writing.language.${into}`) })

function sendHref({ locale }: DeskReader, { _id }: Application, text: TextToTranslate): string {
  const at = pathTo(locale, '/staff/applications/:id', { id: _id.toHexString() })
  return `${at}${formOf(text.act, text._id.toHexString())}`
}

/** What a part of a form is called: the item of a request, or the field. */
export function partInWords(t: DeskReader['t'], act: string, name: string): string {
  const [, about = '', target = ''] = /^text-(section|kind|document)-(.+)$/.exec(name) ?? []
  const keys = { section: `apply.section.${target}`, kind: `document.kind.${target}` } as Partial<
    Record<string, string>
  >
  const known = keys[about] ?? ''
  if (isMessageKey(known)) return t(known)
  if (about === 'document') return t('writing.part.document')
  const label = isCaseAction(act) && actionNamed(act)?.tells?.label
  if (label) return t(label)
  const field = `case.field.${name}`
  return isMessageKey(field) ? t(field) : t('case.field.reason' satisfies MessageKey)
}
