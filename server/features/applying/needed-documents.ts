import { isMessageKey, type Translate } from '#shared/texts/i18n.ts'
import { documentsInAll, type RequiredDocument } from '../cases/answers/required-documents.ts'

type NeededDocument = { name: string; hint?: string }
/** Documents that an application needs, before any question is answered. */
export type NeededDocuments = {
  everybody: NeededDocument[]
  more: { who: string; names: string }[]
}

export const neededDocuments = (t: Translate): NeededDocuments => ({
  everybody: documentsInAll.everybody.map(kind => ({ name: nameOf(t, kind), ...hintOf(t, kind) })),
  more: [
    ...documentsInAll.byVehicle.map(({ vehicle, documents }) => ({
      who: t(`apply.option.vehicle.${vehicle}`),
      names: documents.length > 0 ? inOneLine(t, documents) : t('apply.needed.nothing-more'),
    })),
    { who: t('apply.needed.agent'), names: inOneLine(t, documentsInAll.agent) },
  ],
})

const nameOf = (t: Translate, kind: RequiredDocument): string => t(`document.kind.${kind}`)

/** Joins the names into one line. Only the first keeps its capital letter. */
const inOneLine = (t: Translate, kinds: readonly RequiredDocument[]): string =>
  kinds
    .map(kind => nameOf(t, kind))
    .map((name, index) => (index === 0 ? name : name.charAt(0).toLowerCase() + name.slice(1)))
    .join(t('apply.needed.comma'))

function hintOf(t: Translate, kind: RequiredDocument) {
  const key = `apply.document-hint.${kind}`
  return isMessageKey(key) ? { hint: t(key) } : {}
}
