import type { TextToTranslate } from '#models/parts/text-to-translate.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatInstant } from '#shared/texts/format.ts'
import type { Reader, Translate } from '#shared/texts/i18n.ts'

/** A text that waits for its translation, or was translated and not sent yet. */
export type WaitingText = {
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
  /** To its form before there is one, for whoever has the text in hand: to change it, or to send it otherwise. */
  open: string | null
  drop: string | null
}

/** Where it is translated, sent and dropped; null where that is not this reader's. */
type Doors = Pick<WaitingText, 'translate' | 'send' | 'drop'> & {
  /** Whether this reader has it in hand. */ own: boolean
}

/** One such text in a list. `what` says what it belongs to, `due` by when that has to be done. */
export function waitingText(
  { t, locale }: Reader,
  text: TextToTranslate,
  { what, due, translate, send, drop, own }: Doors & Pick<WaitingText, 'what' | 'due'>,
): WaitingText {
  const { _id, at, by, translated } = text
  const who = [t('writing.row.by', { name: by.name, when: formatInstant(locale, at) })]
  if (translated)
    who.push(t('writing.row.translated', { name: translated.by.name, when: formatInstant(locale, translated.at) }))
  return {
    id: _id.toHexString(),
    what,
    languages: languagesOf({ t }, text),
    who: who.join(dot),
    due: due && t('writing.row.due', { day: due }),
    state: translated
      ? { tone: 'good', label: t('writing.state.translated') }
      : { tone: 'warn', label: t('writing.state.waiting') },
    translate: translated ? null : translate,
    send: translated ? send : null,
    open: !translated && own ? send : null,
    drop,
  }
}

/** From which language into which. */
export const languagesOf = (
  { t }: { t: Translate },
  { language, into }: Pick<TextToTranslate, 'language' | 'into'>,
): string => t('writing.row.languages', { from: t(`writing.language.${language}`), to: t(`writing.language.${into}`) })
