import type { CopiedFrom } from '#models/applications/parts/copied-from.ts'
import { formatDay } from '#shared/texts/format.ts'
import { isMessageKey, type MessageKey } from '#shared/texts/i18n.ts'
import type { Reader } from '../cases/applicant/words.ts'

type CopiedDocument = { kind: string; name: string; why?: string }
/** What a draft took from an earlier application and what it did not. */
export type CopiedView = {
  title: string
  sections?: string
  documents: CopiedDocument[]
  left: CopiedDocument[]
}

export function copiedView({ t, locale }: Reader, { reference, at, sections, documents }: CopiedFrom): CopiedView {
  const named = documents.map(({ kind, name, left }) => ({
    kind: kindOf(t, kind),
    name,
    ...(left ? { why: t(`apply.copied.left.${left}`) } : {}),
  }))
  const names = sections.map(section => t(`apply.section.${section}` as MessageKey))
  return {
    title: t('apply.copied.title', { reference, day: formatDay(locale, at) }),
    ...(names.length > 0
      ? { sections: t('apply.copied.sections', { sections: names.join(t('apply.needed.comma')) }) }
      : {}),
    documents: named.filter(({ why }) => !why),
    left: named.filter(({ why }) => why),
  }
}

function kindOf(t: Reader['t'], kind: string): string {
  const key = `document.kind.${kind}`
  return isMessageKey(key) ? t(key) : kind
}
