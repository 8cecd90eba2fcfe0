import { isSilent, stemOf, wordsOf } from '#features/premises/text/tokens.ts'

type Said = { question: string; answer: string }

const inQuestion = 3
const inAnswer = 1

const stemsOf = (text: string): Set<string> => new Set(wordsOf(text).map(stemOf))

/**
 * Returns the answers that match the typed text, best first; a word found in the question counts three times as much as one
 * in the answer. People's own wording contains words that no answer has, so half of the words must be found. Words are
 * compared by stem, Chinese by pairs of characters.
 */
export function searchAnswers<One extends Said>(all: readonly One[], typed: string): One[] {
  const wanted = [
    ...new Set(
      wordsOf(typed)
        .filter(word => !isSilent(word))
        .map(stemOf),
    ),
  ]
  const judged = all.map(one => {
    const [question, answer] = [stemsOf(one.question), stemsOf(one.answer)]
    const found = wanted.filter(stem => question.has(stem) || answer.has(stem))
    const score = found.reduce((sum, stem) => sum + (question.has(stem) ? inQuestion : inAnswer), 0)
    return { one, score, enough: wanted.length > 0 && found.length * 2 >= wanted.length }
  })
  return judged
    .filter(({ enough }) => enough)
    .sort((a, b) => b.score - a.score)
    .map(({ one }) => one)
}
