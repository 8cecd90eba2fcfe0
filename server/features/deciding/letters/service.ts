import type { Readable } from 'node:stream'
import { trusted } from 'mongoose'
import { LetterModel, type Letter, type TenancyDecision } from '#models/deciding/letter.ts'
import type { Clock } from '#outside/clock.ts'
import type { FileStore } from '#outside/files/files.ts'
import { makePdf, type PdfBlock } from '#outside/pdf.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { notFound } from '#shared/errors.ts'
import { dot } from '#shared/texts/facts.ts'
import { translatorWith, type StoredSentence, type Locale, type Reader } from '#shared/texts/i18n.ts'
import type { LetterContent, LetterRequest } from '#features/cases/letters/content.ts'
import type { LetterheadService, Stationery } from '#features/programme/letterhead/service.ts'
import type { WordingService } from '#features/wording/service.ts'
import { letterIn } from './letter-text.ts'

/** Time after which a file without a record counts as left by a crash. */
const unclaimedForMs = 3_600_000

type Deps = {
  clock: Clock
  files: FileStore
  programme: { settings(): Promise<{ appealDays: number }> }
  letterhead: LetterheadService
  /** Texts of letters, current or drafted. */
  texts: WordingService['editions']
  /** Returns the office's e-mail address. */
  office: () => Promise<string>
  publicUrl: string
}

/** Letters on decisions. Each is made once and kept as it was sent, for as long as its case. */
export function lettersService({ clock, files, programme, letterhead, texts, office, publicUrl }: Deps) {
  /** Makes the letter on a decision unless it exists: one PDF in the applicant's language and in Chinese. */
  async function make(request: LetterRequest): Promise<void> {
    const content = { ...request, appeal: await currentAppeal() }
    await storeLetter(request, reader => letterIn(reader, content, request.language))
  }

  async function currentAppeal(): Promise<LetterContent['appeal']> {
    const { appealDays: days } = await programme.settings()
    return { days, office: await office(), publicUrl }
  }

  /** Returns a preview of a letter with the drafted texts, without a number of its own and without the seal. */
  async function preview(example: Omit<LetterContent, 'appeal'>, language: Locale): Promise<Buffer> {
    const content = { ...example, appeal: await currentAppeal() }
    return printSample({ ...example, language }, reader => letterIn(reader, content, language))
  }

  /** Returns the same preview for a decision on a tenancy. `blocksIn` gets the office's e-mail address. */
  async function previewOfTenancy(
    example: Sample,
    blocksIn: (reader: Reader, around: { office: string }) => PdfBlock[],
  ): Promise<Buffer> {
    const around = { office: await office() }
    return printSample(example, reader => blocksIn(reader, around))
  }

  async function printSample({ language, reference, decidedAt }: Sample, blocksIn: RenderBlocks): Promise<Buffer> {
    const drafted = await texts.current('letter', { drafts: true })
    const number = await letterhead.numbers.sample('letter')
    const paper = { ...(await letterhead.stationery(language)), seal: null }
    return print({ language, reference, decidedAt }, { number, paper, texts: drafted, blocksIn })
  }

  /** Makes the letter on a decision about a tenancy. `blocksIn` returns its content in one language. */
  const makeOfTenancy = async (
    record: Omit<LetterRecord, 'decision'> & { decision: TenancyDecision },
    blocksIn: RenderBlocks,
  ) => storeLetter(record, blocksIn)

  async function storeLetter(record: LetterRecord, blocksIn: RenderBlocks): Promise<void> {
    const { cause, reference, decidedAt, language } = record
    if (await LetterModel.exists({ cause })) return
    // Number and edition are the same when the letter of a crashed worker is made again.
    const number = await letterhead.numbers.give({ series: 'letter', cause, reference, on: decidedAt })
    const edition = await texts.keep('letter')
    const paper = await letterhead.stationery(language)
    // Prints the stored edition, so that the letter never differs from the texts that are kept with it.
    const bytes = await print(record, { number, paper, texts: await texts.read(edition), blocksIn })
    const deposit = await files.begin()
    try {
      await deposit.write(bytes)
      await LetterModel.create({
        ...recordOf(record),
        number,
        edition,
        ...(await deposit.finish()),
        storageId: deposit.id,
        madeAt: clock.now(),
      })
    } catch (error) {
      await deposit.abandon()
      // Another worker has made the letter meanwhile; that one counts.
      if (isDuplicateKey(error)) return
      throw error
    }
    await files.settle([deposit.id])
  }

  /** Returns the letters of a case, the oldest first. */
  const list = (application: string): Promise<Letter[]> =>
    LetterModel.find({ application }).sort({ decidedAt: 1, _id: 1 }).lean<Letter[]>()

  /** Reads a letter whose file still exists. Throws "not found" otherwise. */
  async function find(application: string, letterId: string): Promise<Letter> {
    const letter = await LetterModel.findOne({ _id: letterId, application, erasedAt: null }).lean<Letter>()
    if (!letter) throw notFound()
    return letter
  }

  /** Erases the letters of an anonymised case, because they contain names; hashes and dates stay. Safe to repeat. */
  async function erase(application: string): Promise<void> {
    for (const { _id, storageId } of await LetterModel.find({ application, erasedAt: null }).lean<Letter[]>()) {
      await files.markForRemoval([storageId])
      await LetterModel.updateOne({ _id }, { $set: { erasedAt: clock.now() } })
      await files.remove(storageId)
    }
  }

  const open = ({ storageId }: Pick<Letter, 'storageId'>): Readable => files.open(storageId)

  /** Removes files that a crash left without a record. Returns their number. */
  function sweep(): Promise<number> {
    return files.sweep(new Date(clock.machineNow().getTime() - unclaimedForMs), claimed)
  }

  async function claimed(ids: string[]): Promise<Set<string>> {
    const filter = { storageId: trusted({ $in: ids }), erasedAt: null }
    const found = await LetterModel.find(filter, { storageId: 1 }).lean()
    return new Set(found.map(({ storageId }) => storageId))
  }

  return { make, makeOfTenancy, preview, previewOfTenancy, list, find, open, erase, sweep, claimed, store: files }
}

type LetterRecord = {
  cause: string
  application: string
  decision: Letter['decision']
  decidedAt: Date
  language: Locale
  reference: string
}
type Sample = Pick<LetterRecord, 'language' | 'reference' | 'decidedAt'>
type RenderBlocks = (reader: Reader) => PdfBlock[]

const recordOf = ({ cause, application, decision, decidedAt, language, reference }: LetterRecord) => ({
  cause,
  application,
  decision,
  decidedAt,
  language,
  name: `${reference}-${decision}.pdf`,
})

type PrintParts = {
  number: string
  paper: Stationery
  blocksIn: RenderBlocks
  texts: readonly StoredSentence[]
}

/** Prints the letter in the applicant's language, then in Chinese with the seal. */
function print(
  { language, reference, decidedAt }: Pick<LetterRecord, 'language' | 'reference' | 'decidedAt'>,
  { number, paper, blocksIn, texts }: PrintParts,
): Promise<Buffer> {
  const wordsIn = (locale: Locale): Reader => ({ t: translatorWith(locale, texts), locale })
  const { t } = wordsIn(language)
  const title = t('letter.title', { reference })
  const languages: readonly Locale[] = language === 'zh' ? ['zh'] : [language, 'zh']
  return makePdf({
    title,
    language,
    author: t('site.name'),
    createdAt: decidedAt,
    footer: [t('site.name'), title, number].join(dot),
    blocks: [
      paper.head(number),
      ...languages.flatMap(locale => {
        const reader = wordsIn(locale)
        return [...blocksIn(reader), paper.closing(reader, decidedAt, locale === 'zh' ? paper.seal : null)]
      }),
    ],
  })
}
