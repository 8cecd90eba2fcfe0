import { isSilent, stemOf, wordsOf } from '#features/premises/text/tokens.ts'

type Said = { question: string; answer: string }

const inQuestion = 3
const inAnswer = 1

const stemsOf = (text: string): Set<string> => new Set(wordsOf(text).map(stemOf))

/**
 * Which of these answer what somebody typed, the best first: a word of the question counts three times one of the answer. A question in one's own
 * words has some that no answer has, so half of them must be found. Words are compared by their stems, Chinese by pairs of characters.
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
