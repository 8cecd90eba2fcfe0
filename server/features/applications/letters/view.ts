import type { Letter } from '../../../../models/letter.ts'
import { formatBytes, formatDay } from '../../../shared/format.ts'
import type { Locale, Translate } from '../../../shared/i18n.ts'

export type LetterView = { label: string; facts: string; href: string; sha256: string }

/** The letters of a case as both sides see them, the latest first, each with the hash that proves it unchanged. */
export const lettersView = (t: Translate, locale: Locale, letters: readonly Letter[]): LetterView[] =>
  letters
    .map(letter => ({
      label: t('letter.link', { decision: t(`application.state.${letter.decision}`) }),
      facts: `${formatDay(locale, letter.decidedAt)} · PDF, ${formatBytes(locale, letter.size)}`,
      href: `/${locale}/applications/${letter.application.toHexString()}/letters/${letter._id.toHexString()}`,
      sha256: letter.sha256,
    }))
    .reverse()
