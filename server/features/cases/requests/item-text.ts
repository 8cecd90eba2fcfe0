import type { Translate } from '#shared/texts/i18n.ts'
import type { RequestChoice } from './items.ts'

/** Returns in a few words what an item of a request is about. */
export function itemInWords(t: Translate, item: RequestChoice): string {
  const { about } = item
  if (about === 'section') return t('request.item.section', { section: t(`apply.section.${item.target}`) })
  if (about === 'kind') return t('request.item.kind', { kind: t(`document.kind.${item.target}`) })
  return t('request.item.document', { kind: t(`document.kind.${item.documentKind}`), name: item.name })
}
