import type { Condition } from '#models/cases/parts/acceptance.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { presentText } from '#shared/texts/writing.ts'

type Named = Pick<Condition, 'kind'> & { [Key in 'text' | 'textWriting']?: Condition[Key] | undefined }

/** Returns the kind of paper that a condition asks for, with the words of an officer who added it. */
export function conditionName(reader: Reader, { kind, text, textWriting }: Named): string {
  const own = presentText(reader, { text: text ?? '', writing: textWriting }).text
  return [reader.t(`document.kind.${kind}`), own].filter(Boolean).join(reader.t('list.colon'))
}
