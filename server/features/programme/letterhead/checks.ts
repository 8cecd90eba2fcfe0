import { DocumentNumberModel, type DocumentNumber } from '#models/programme/document-number.ts'
import { checkerOf, type Checker, type Problem, type Rule } from '#shared/checks.ts'
import type { sealsOf } from './seals.ts'

type Seals = Pick<ReturnType<typeof sealsOf>, 'inUse' | 'isWhole'>

/** What must hold of the office's seals and of the numbers of its documents, for `npm run verify-data`. */
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
  return [checkerOf(seals, [pictures]), numberChecks()]
}

/** Records come by series, year and number: each is one more than the one before, and a year begins with 1. */
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
  return checkerOf(() => {
    before.clear()
    return DocumentNumberModel.find().sort({ series: 1, year: 1, number: 1 }).lean<DocumentNumber[]>().cursor()
  }, [complete])
}
