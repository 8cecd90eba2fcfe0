import type { Writing } from '#models/parts/writing.ts'
import { messageKeysBelow, translatorFor, type Locale, type Reader } from '#shared/texts/i18n.ts'
import { appendToReadyText, presentTextInLine, presentText } from '#shared/texts/writing.ts'

/**
 * Ready texts of findings, in the order of the catalogue. Message keys: title `finding.template.<name>`, text for the tenant
 * `finding.template.<name>.text`. They rest only on what the contract and the programme require.
 */
export const readyFindings = messageKeysBelow('finding.template.').flatMap(key =>
  key.endsWith('.text') ? [key.slice('finding.template.'.length, -'.text'.length) as ReadyFinding] : [],
)
type TemplateName<Key> = Key extends `finding.template.${infer Name}.text` ? Name : never
export type ReadyFinding = TemplateName<Parameters<ReturnType<typeof translatorFor>>[0]>

export const isReadyFinding = (name: string): name is ReadyFinding =>
  readyFindings.some(readyName => readyName === name)

type FindingInput = { ready?: ReadyFinding | undefined; text: string; writing?: Writing | undefined }
type Worded = { text: string; textZh?: string; ready?: ReadyFinding; writing?: Writing }

/**
 * Returns the texts of a finding to store: the ready text in the tenant's language and in Chinese, each followed by the
 * officer's own words. The Chinese text uses the original words if the officer wrote in Chinese.
 */
export function wordedFinding(locale: Locale, { ready, text, writing }: FindingInput): Worded {
  const inChinese = writing?.original?.language === 'zh' ? writing.original.text : text
  if (!ready) {
    const textZh = inChinese === text ? {} : { textZh: inChinese }
    return { text, ...textZh, ...(writing ? { writing } : {}) }
  }
  const translate = (language: Locale) => translatorFor(language)(`finding.template.${ready}.text`)
  const zh = [translate('zh'), inChinese].filter(Boolean).join('\n\n')
  return {
    ready,
    ...appendToReadyText(translate(locale), { text, writing }, locale),
    ...(locale === 'zh' ? {} : { textZh: zh }),
  }
}

/** Returns a finding for a reader: on Chinese pages its Chinese text, if any, with its wordings in other languages. */
export function findingTexts(reader: Reader, { text, textZh, writing }: StoredFinding): ReturnType<typeof presentText> {
  const { locale } = reader
  const translate = presentText(reader, { text, writing })
  if (locale !== 'zh' || !textZh) return translate
  return { text: textZh, besides: translate.besides.filter(({ lang }) => lang !== 'zh') }
}
type StoredFinding = { text: string; textZh?: string | null; writing?: Writing | null }

/** Returns the same on one line, for lists. */
export const findingAsLine = (reader: Reader, finding: StoredFinding): string =>
  reader.locale === 'zh' && finding.textZh ? finding.textZh : presentTextInLine(reader, finding)
