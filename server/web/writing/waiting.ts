import type { TextToTranslate } from '#models/parts/text-to-translate.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatInstant } from '#shared/texts/format.ts'
import type { Reader, Translate } from '#shared/texts/i18n.ts'

/** A text that waits for its translation, or is translated and not sent yet. */
export type WaitingText = {
  id: string
  what: string
  languages: string
  who: string
  due: string | null
  state: { tone: 'warn' | 'good'; label: string }
  /** Link to the page on which it is translated; null once it is. */
  translate: string | null
  /** Link to its form with the translation; null until there is one. */
  send: string | null
  /** Link to its form before that, for the person responsible: to change it, or to send it otherwise. */
  open: string | null
  drop: string | null
}

/** Links to translate, send and drop the text; null where this reader may not. */
type TextLinks = Pick<WaitingText, 'translate' | 'send' | 'drop'> & {
  /** Whether this reader is responsible for the text. */ own: boolean
}

/** Returns a text as a list item. `what` names what it belongs to, `due` its deadline. */
export function waitingText(
  { t, locale }: Reader,
  text: TextToTranslate,
  { what, due, translate, send, drop, own }: TextLinks & Pick<WaitingText, 'what' | 'due'>,
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

/** Returns the language pair as text. */
export const languagesOf = (
  { t }: { t: Translate },
  { language, into }: Pick<TextToTranslate, 'language' | 'into'>,
): string => t('writing.row.languages', { from: t(`writing.language.${language}`), to: t(`writing.language.${into}`) })
