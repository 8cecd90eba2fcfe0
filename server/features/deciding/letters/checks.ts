import { createHash } from 'node:crypto'
import { trusted } from 'mongoose'
import { ApplicationModel } from '#models/cases/application.ts'
import { LetterModel, type Letter } from '#models/deciding/letter.ts'
import { readBytes, type FileStore } from '#outside/files/files.ts'
import { isKnownLoss } from '#outside/sealing/known-keys.ts'
import { DamagedFileError } from '#outside/files/sealed-chunks.ts'
import type { LetterheadService } from '#features/programme/letterhead/service.ts'
import type { WordingService } from '#features/wording/service.ts'
import { createChecker, type Checker, type Problem, type Rule } from '#shared/checks.ts'

type LettersToCheck = {
  files: FileStore
  /** Registers of document numbers and of the editions of letter texts. */
  numbers: Pick<LetterheadService['numbers'], 'wrongAmong'>
  editions: Pick<WordingService['editions'], 'known'>
}

/** Returns the rules that must hold for letters on decisions, for `npm run verify-data`. Reads every letter. */
export function letterChecks({ files, numbers, editions }: LettersToCheck): Checker {
  const unchanged: Rule<Letter> = {
    name: 'every letter is as it was when it was made',
    level: 'violation',
    async find(batch) {
      const existing = batch.filter(({ erasedAt }) => !erasedAt)
      const whole = await files.whole(existing.map(({ storageId }) => storageId))
      const problems: Problem[] = []
      for (const letter of existing) {
        if (whole.get(letter.storageId) !== letter.size)
          problems.push(problem(letter, 'its file is missing or not whole'))
        else if (!isAsMade(await hashOf(letter), letter)) problems.push(problem(letter, 'its file is another one'))
      }
      return problems
    },
  }

  const issued: Rule<Letter> = {
    name: 'every letter has its number in the register and the texts that it was made by',
    level: 'violation',
    async find(batch) {
      const numbered = batch.flatMap(({ cause, number }) => (number ? [{ cause, number }] : []))
      const wrong = await numbers.wrongAmong('letter', numbered)
      const knownEditions = await editions.known(
        'letter',
        batch.flatMap(({ edition }) => edition ?? []),
      )
      return batch.flatMap(letter => [
        ...(wrong.has(letter.cause) ? [problem(letter, wrong.get(letter.cause) ?? '')] : []),
        ...(letter.edition && !knownEditions.has(letter.edition)
          ? [problem(letter, 'the texts it was made by are not kept')]
          : []),
      ])
    },
  }

  /** Letters of an anonymised case must be erased (ADR 29), unless the case still has a pending effect for that. */
  const nameless: Rule<Letter> = {
    name: 'no letter names somebody whose case is nameless',
    level: 'violation',
    async find(batch) {
      const ids = batch.filter(({ erasedAt }) => !erasedAt).map(({ application }) => application)
      const forgotten = { _id: trusted({ $in: ids }), anonymisedAt: trusted({ $type: 'date' as const }) }
      const cases = await ApplicationModel.find(forgotten, { pendingEffects: 1 }).lean()
      const unerasedCases = cases.filter(({ pendingEffects }) => !pendingEffects.some(({ kind }) => kind === 'erase'))
      const found = new Set(unerasedCases.map(({ _id }) => _id.toHexString()))
      return batch
        .filter(({ application, erasedAt }) => !erasedAt && found.has(application.toHexString()))
        .map(letter => problem(letter, 'its file is still there'))
    },
  }

  /** Returns null for a sealed file that was changed, because it cannot be opened, and `lost` when its key is lost. */
  const hashOf = async ({ storageId }: Letter): Promise<string | null> => {
    const bytes = await readBytes(files, storageId).catch((error: unknown) => {
      if (error instanceof DamagedFileError) return null
      if (isKnownLoss(error)) return 'lost' as const
      throw error
    })
    if (bytes === null || bytes === 'lost') return bytes
    return createHash('sha256').update(bytes).digest('hex')
  }

  return createChecker(() => LetterModel.find().lean<Letter[]>().cursor(), [unchanged, issued, nameless])
}

const isAsMade = (hash: string | null, { sha256 }: Letter): boolean => hash === sha256 || hash === 'lost'

const problem = ({ _id }: Letter, why: string): Problem => ({ id: _id.toHexString(), why })
