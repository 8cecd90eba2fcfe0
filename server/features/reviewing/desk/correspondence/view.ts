import mongoose from 'mongoose'
import type { Application } from '#models/cases/application.ts'
import { formatInstant } from '#shared/texts/format.ts'
import type { ActionView } from '#features/cases/desk/actions-view.ts'
import type { DeskReader } from '#features/cases/desk/labels.ts'

type Line = { who: string; when: string; instant: string; text: string }
export type NotesView = { items: Line[]; form: ActionView | null }
export type MessagesView = {
  items: (Line & { office: boolean })[]
  form: ActionView | null
  /** With the form, so that sending it twice writes once. */
  once: string
  waiting: string | null
  settle: ActionView | null
}

/** What colleagues told one another, the latest first. */
export function notesView(
  { locale }: DeskReader,
  { notes = [] }: Application,
  actions: readonly ActionView[],
): NotesView {
  return {
    items: notes.map(({ at, by, text }) => ({ who: by.name, ...stamp(locale, at), text })).reverse(),
    form: named(actions, 'notes'),
  }
}

/** What was written to and by the applicant, in the order of writing. */
export function messagesView(
  reader: DeskReader,
  application: Application,
  actions: readonly ActionView[],
): MessagesView {
  const { t, locale } = reader
  const { messages = [], unansweredMessages } = application
  return {
    items: messages.map(({ at, from, by, text }) => ({
      office: from === 'office',
      who: t(from === 'office' ? 'case.message.from-office' : 'case.message.from-applicant', { name: by.name }),
      ...stamp(locale, at),
      text,
    })),
    form: named(actions, 'messages'),
    once: new mongoose.Types.ObjectId().toHexString(),
    waiting: unansweredMessages ? t('case.message.waiting', { count: unansweredMessages }) : null,
    settle: named(actions, 'messages-settled'),
  }
}

const stamp = (locale: DeskReader['locale'], at: Date) => ({
  when: formatInstant(locale, at),
  instant: at.toISOString(),
})

const named = (actions: readonly ActionView[], name: ActionView['id']): ActionView | null =>
  actions.find(({ id }) => id === name) ?? null
