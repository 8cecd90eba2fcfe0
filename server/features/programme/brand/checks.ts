import { createChecker, type Checker, type Rule } from '#shared/checks.ts'
import type { logosService } from './logos-service.ts'

type Logos = Pick<ReturnType<typeof logosService>, 'inUse' | 'isWhole'>

/** Checks the pictures of the logos named in settings, for `npm run verify-data`. */
export function logoChecks({ inUse, isWhole }: Logos): Checker {
  const pictures: Rule<string> = {
    name: 'every logo that is set or can be put back has its pictures',
    level: 'violation',
    async find(batch) {
      const whole = await Promise.all(batch.map(isWhole))
      const broken = batch.filter((_, index) => !whole[index])
      return broken.map(logo => ({ id: logo.slice(0, 12), why: 'a picture is missing or another one' }))
    },
  }
  async function* logos() {
    yield* await inUse()
  }
  return createChecker(logos, [pictures])
}
