import { isStopWord, stemOf, wordsOf } from '#features/premises/text/tokens.ts'

type SearchableAnswer = { question: string; answer: string }

const questionWeight = 3
const answerWeight = 1

const stemsOf = (text: string): Set<string> => new Set(wordsOf(text).map(stemOf))

/**
 * Returns the answers that match the typed text, best first; a word found in the question counts three times as much as one
 * in the answer. People's own wording contains words that no answer has, so half of the words must be found. Words are
 * compared by stem, Chinese by pairs of characters.
 */
export function searchAnswers<One extends SearchableAnswer>(all: readonly One[], query: string): One[] {
  const queryStems = [
    ...new Set(
      wordsOf(query)
        .filter(word => !isStopWord(word))
        .map(stemOf),
    ),
  ]
  const judged = all.map(one => {
    const question = stemsOf(one.question)
    const answer = stemsOf(one.answer)
    const found = queryStems.filter(stem => question.has(stem) || answer.has(stem))
    const score = found.reduce((sum, stem) => sum + (question.has(stem) ? questionWeight : answerWeight), 0)
    return { one, score, enough: queryStems.length > 0 && found.length * 2 >= queryStems.length }
  })
  return judged
    .filter(({ enough }) => enough)
    .sort((a, b) => b.score - a.score)
    .map(({ one }) => one)
}
