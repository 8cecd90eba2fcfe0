import type { Application } from '#models/cases/application.ts'
import { formatInstant, formatNumber } from '#shared/texts/format.ts'
import { presentText, type PresentedText } from '#shared/texts/writing.ts'
import type { ActionView } from '#features/cases/desk/actions-view.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import type { Option } from '#web/forms/fields.ts'
import { createOnceId } from '#web/forms/once.ts'
import type { DeskReader } from '#features/cases/desk/labels.ts'

type Line = { who: string; when: string; instant: string; text: string }
type NoteLine = Line & { /** Who was notified of it, in words. */ told: string | null }
/** `asIs`: why it was sent in a language that its recipient does not read. */
type MessageLine = Line & PresentedText & { office: boolean; asIs: string | null }
type Folded = {
  /** Number of entries, for the line that unfolds them. */
  count: string
  /** Whether it is unfolded, because a form was refused. */
  open: boolean
}
export type NotesView = Folded & {
  items: NoteLine[]
  form: ActionView | null
  /** Id sent with the form, so that a form sent twice is stored once. */
  once: string
}
export type MessagesView = Folded & {
  items: MessageLine[]
  form: ActionView | null
  /** Ready-made answers in the applicant's language. */
  ready: Option[]
  /** Id sent with the form, so that a form sent twice is stored once. */
  once: string
  /** Number of messages on the page. Those that come later are not answered by its forms. */
  shown: number
  waiting: string | null
  settle: ActionView | null
}

/** Returns the notes of colleagues, the latest first. */
export function notesView(
  { t, locale, account }: DeskReader,
  { notes = [], mentioned = [] }: Application,
  actions: readonly ActionView[],
): NotesView {
  const form = findAction(actions, 'notes')
  return {
    items: notes
      .map(({ at, by, text, mentions = [] }) => ({
        who: by.name,
        ...stamp(locale, at),
        text,
        told:
          mentions.length > 0
            ? t('case.note.told', { names: mentions.map(({ name }) => name).join(t('list.comma')) })
            : null,
      }))
      .reverse(),
    count: formatNumber(locale, notes.length),
    open: form?.open || mentioned.some(one => one.account === account.id),
    form,
    once: createOnceId(),
  }
}

/** Returns the messages between office and applicant, in the order of writing. */
export function messagesView(
  reader: DeskReader,
  { application, ready }: CaseFile,
  actions: readonly ActionView[],
): MessagesView {
  const { t, locale } = reader
  const { messages = [], unansweredMessages } = application
  const form = findAction(actions, 'messages')
  const settle = findAction(actions, 'messages-settled')
  const items = messages.map(({ at, from, by, text, writing }) => ({
    office: from === 'office',
    who: t(from === 'office' ? 'case.message.from-office' : 'case.message.from-applicant', { name: by.name }),
    ...stamp(locale, at),
    ...presentText(reader, { text, writing }),
    asIs: writing?.asIs ?? null,
  }))
  return {
    items,
    count: formatNumber(locale, messages.length),
    open: Boolean(form?.open || settle?.open),
    form,
    ready: ready.map(({ value, label }) => ({ value, label, selected: false })),
    once: createOnceId(),
    shown: messages.length,
    waiting: unansweredMessages ? t('case.message.waiting', { count: unansweredMessages }) : null,
    settle,
  }
}

const stamp = (locale: DeskReader['locale'], at: Date) => ({
  when: formatInstant(locale, at),
  instant: at.toISOString(),
})

const findAction = (actions: readonly ActionView[], name: ActionView['id']): ActionView | null =>
  actions.find(({ id }) => id === name) ?? null
