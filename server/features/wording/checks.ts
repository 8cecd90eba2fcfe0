import { TextEditionModel, type TextEdition } from '#models/wording/edition.ts'
import { createChecker, type Checker, type Rule } from '#shared/checks.ts'
import { nameOfEdition } from './editions.ts'

/**
 * Checks the texts with which documents were issued, for `npm run verify-data`: the documents are drawn with them for ever.
 */
export function editionChecks(): Checker {
  const unchanged: Rule<TextEdition> = {
    name: 'every edition of texts is as it was when a document was issued by it',
    level: 'violation',
    find: batch =>
      batch
        .filter(({ _id, sentences }) => nameOfEdition(sentences) !== _id)
        .map(({ _id }) => ({ id: _id.slice(0, 12), why: 'its sentences are other ones than it is named by' })),
  }
  return createChecker(() => TextEditionModel.find().lean<TextEdition[]>().cursor(), [unchanged])
}
