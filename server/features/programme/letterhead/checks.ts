import { DocumentNumberModel, type DocumentNumber } from '#models/programme/document-number.ts'
import { createChecker, type Checker, type Problem, type Rule } from '#shared/checks.ts'
import { formatDocumentNumber } from './rules.ts'
import type { createSealStore } from './seals.ts'

type Seals = Pick<ReturnType<typeof createSealStore>, 'inUse' | 'isWhole'>

/** Checks the office's seals and the document numbers, for `npm run verify-data`. */
export function letterheadChecks({ inUse, isWhole }: Seals): readonly Checker[] {
  const pictures: Rule<string> = {
    name: 'every seal that is set or can be put back has its picture',
    level: 'violation',
    async find(batch) {
      const whole = await Promise.all(batch.map(isWhole))
      const broken = batch.filter((_, index) => !whole[index])
      return broken.map(seal => ({ id: seal.slice(0, 12), why: 'the picture is missing or another one' }))
    },
  }
  async function* seals() {
    yield* await inUse()
  }
  return [createChecker(seals, [pictures]), numberChecks()]
}

/**
 * Checks the register. Records arrive sorted by series, year and number. Each number must be one more than the previous,
 * starting with 1 each year.
 */
function numberChecks(): Checker {
  const before = new Map<string, number>()
  const complete: Rule<DocumentNumber> = {
    name: 'numbers of documents go on without a gap',
    level: 'violation',
    find(batch) {
      const problems = batch.flatMap(({ series, year, number, text }): Problem[] => {
        const key = `${series}-${String(year)}`
        const expected = (before.get(key) ?? 0) + 1
        before.set(key, number)
        return number === expected ? [] : [{ id: text, why: `number ${String(expected)} of ${key} is missing` }]
      })
      return Promise.resolve(problems)
    },
  }
  /** Series and years come one after the other, so every text is remembered: tens of bytes for each document ever issued. */
  const earlierNumbers = new Set<string>()
  const once: Rule<DocumentNumber> = {
    name: 'no two documents have the same number, and each is what its pattern makes of it',
    level: 'violation',
    find(batch) {
      const problems = batch.flatMap(({ pattern, year, number, text }): Problem[] => {
        const twice = earlierNumbers.has(text)
        earlierNumbers.add(text)
        if (twice) return [{ id: text, why: 'two documents have it' }]
        return formatDocumentNumber(pattern, year, number) === text
          ? []
          : [{ id: text, why: `its pattern makes another of ${String(number)}` }]
      })
      return Promise.resolve(problems)
    },
  }
  return createChecker(() => {
    earlierNumbers.clear()
    before.clear()
    return DocumentNumberModel.find().sort({ series: 1, year: 1, number: 1 }).lean<DocumentNumber[]>().cursor()
  }, [complete, once])
}
