import { pathTo } from '#server/paths.ts'
import type { Letter } from '#models/deciding/letter.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatBytes, formatDay } from '#shared/texts/format.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { voidedAt, voidedInWords } from '../acceptance/past-papers.ts'

/** `href` is null once the file has been erased. */
export type LetterView = { label: string; facts: string; href: string | null; sha256: string }

/**
 * Returns the letters of a case, the latest first, each with the hash that proves it unchanged. Applicant and staff see the
 * same. A letter about an offer that has ended is marked as void; the letter itself is kept as it was written.
 */
export const lettersView = (
  { t, locale }: Reader,
  letters: readonly Letter[],
  application: Parameters<typeof voidedAt>[0],
): LetterView[] =>
  letters
    .map(letter => ({
      label: t(`letters.of.${letter.decision}`),
      facts: factsOf({ t, locale }, letter, application),
      href: letter.erasedAt
        ? null
        : pathTo(locale, '/applications/:id/letters/:letterId', {
            id: letter.application.toHexString(),
            letterId: letter._id.toHexString(),
          }),
      sha256: letter.sha256,
    }))
    .reverse()

function factsOf({ t, locale }: Reader, letter: Letter, application: Parameters<typeof voidedAt>[0]): string {
  const { decidedAt, size, erasedAt } = letter
  const facts = [letter.number, formatDay(locale, decidedAt), `PDF, ${formatBytes(locale, size)}`]
    .filter(Boolean)
    .join(dot)
  const voided = letter.decision === 'offered' ? voidedAt(application, decidedAt) : null
  return [
    facts,
    ...(voided ? [voidedInWords(t, locale, voided)] : []),
    ...(erasedAt ? [t('letters.erased', { day: formatDay(locale, erasedAt) })] : []),
  ].join(dot)
}
