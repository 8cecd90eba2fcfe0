import type { Letter } from '../../../../models/letter.ts'
import { formatBytes, formatDay } from '../../../shared/format.ts'
import type { Locale, Translate } from '../../../shared/i18n.ts'

/** `href` is null once its file has gone. */
export type LetterView = { label: string; facts: string; href: string | null; sha256: string }

/** The letters of a case as both sides see them, the latest first, each with the hash that proves it unchanged. */
export const lettersView = (t: Translate, locale: Locale, letters: readonly Letter[]): LetterView[] =>
  letters
    .map(letter => ({
      label: t('letter.link', { decision: t(`application.state.${letter.decision}`) }),
      facts: factsOf(t, locale, letter),
      href: letter.erasedAt
        ? null
        : `/${locale}/applications/${letter.application.toHexString()}/letters/${letter._id.toHexString()}`,
      sha256: letter.sha256,
    }))
    .reverse()

function factsOf(t: Translate, locale: Locale, { decidedAt, size, erasedAt }: Letter): string {
  const facts = `${formatDay(locale, decidedAt)} · PDF, ${formatBytes(locale, size)}`
  return erasedAt ? `${facts} · ${t('letter.erased', { day: formatDay(locale, erasedAt) })}` : facts
}
