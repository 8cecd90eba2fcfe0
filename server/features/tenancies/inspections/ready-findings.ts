import { messageKeysBelow, translatorFor, type Locale } from '#shared/texts/i18n.ts'

/**
 * Ready texts of findings, in the order of the catalogue: the title is `finding.template.<name>`, what the tenant reads
 * `finding.template.<name>.text`. They rest on what the contract and the programme ask for, and on nothing else.
 */
export const readyFindings = messageKeysBelow('finding.template.').flatMap(key =>
  key.endsWith('.text') ? [key.slice('finding.template.'.length, -'.text'.length) as ReadyFinding] : [],
)
type Named<Key> = Key extends `finding.template.${infer Name}.text` ? Name : never
export type ReadyFinding = Named<Parameters<ReturnType<typeof translatorFor>>[0]>

export const isReadyFinding = (name: string): name is ReadyFinding => readyFindings.some(known => known === name)

type Said = { ready?: ReadyFinding | undefined; text: string }
type Worded = { text: string; textZh?: string; ready?: ReadyFinding }

/** What is kept of a finding: the ready text in the tenant's language and in Chinese, each with the officer's own words after it. */
export function wordedFinding(locale: Locale, { ready, text }: Said): Worded {
  if (!ready) return { text }
  const said = (language: Locale) =>
    [translatorFor(language)(`finding.template.${ready}.text`), text].filter(Boolean).join('\n\n')
  return { ready, text: said(locale), ...(locale === 'zh' ? {} : { textZh: said('zh') }) }
}

/** A finding as it is read in a language: in Chinese by its Chinese text where it has one. */
export const findingIn = (locale: Locale, { text, textZh }: { text: string; textZh?: string | null }): string =>
  locale === 'zh' && textZh ? textZh : text
