import type { Request, Response } from 'express'
import multer from 'multer'
import type { FileStore } from '#outside/files/files.ts'
import { processMetrics } from '#outside/metrics.ts'
import { AppError } from '#shared/errors.ts'
import type { ReceivedFile, RefusedFile } from '#shared/files/file-rules.ts'
import { type Intake, type IntakeRules, uploadIntake } from './upload-intake.ts'

export type ReceivedForm = {
  fields: Record<string, string | string[]>
  files: ReceivedFile[]
  refused: RefusedFile[]
  /** Deletes the stored files, for a form that is refused for another reason. */
  discard(): Promise<void>
}

type Options = IntakeRules & { store: FileStore; /** Names of file fields; any other is refused. */ fields: string[] }
const floodCodes = ['LIMIT_FILE_SIZE', 'LIMIT_FILE_COUNT', 'LIMIT_PART_COUNT', 'LIMIT_FIELD_COUNT', 'LIMIT_FIELD_VALUE']
type IntakeFile = Express.Multer.File & { intake?: Intake }

/**
 * Outer limits of a request, against floods. The limits shown to people are lower and are checked file by file, because
 * reaching one of these ends the whole request.
 */
const limits = {
  fileSize: 512 * 1024 * 1024,
  files: 80,
  fields: 60,
  parts: 140,
  fieldSize: 64 * 1024,
  fieldNameSize: 100,
  headerPairs: 20,
  fieldNestingDepth: 0,
  fieldArrayIndexLimit: 0,
}

/**
 * Receives a multipart form. Call it in a handler, after checking that the person may upload and before anything else is
 * read. Throws `AppError` 400 for a body that is broken or not a form, 413 for one over the outer limits; then nothing is
 * kept. Files that no record claims afterwards are deleted within an hour.
 */
export async function receiveFiles(req: Request, res: Response, options: Options): Promise<ReceivedForm> {
  const { store } = options
  const parse = multer({
    storage: createStorageEngine(options),
    limits,
    defParamCharset: 'utf8',
    fileFilter: acceptFields(options.fields),
  })
  await new Promise<void>((resolve, reject) => {
    void parse.any()(req, res, (thrown: unknown) => {
      if (thrown === undefined || thrown === null) resolve()
      else reject(toAppError(thrown))
    })
  })
  const intakes = filesOf(req).flatMap(({ intake }) => (intake ? [intake] : []))
  const files = intakes.flatMap(intake => (intake.ok ? [intake.file] : []))
  const refused = intakes.flatMap(intake => (intake.ok ? [] : [intake.file]))
  processMetrics.uploads.inc({ result: 'taken' }, files.length)
  processMetrics.uploads.inc({ result: 'refused' }, refused.length)
  processMetrics.uploadedBytes.inc(files.reduce((sum, { size }) => sum + size, 0))
  return {
    fields: fieldsOf(req.body),
    files,
    refused,
    async discard() {
      for (const { storageId } of files) await store.remove(storageId)
    },
  }
}

function createStorageEngine(options: Options): multer.StorageEngine {
  const { receive } = uploadIntake(options.store, options)
  return {
    _handleFile(_req, file, done) {
      receive(file.fieldname, file.originalname, file.stream).then(
        intake => done(null, { intake } as Partial<IntakeFile>),
        (error: unknown) => done(error),
      )
    },
    _removeFile(_req, file, done) {
      const { intake } = file as IntakeFile
      const gone = intake?.ok ? options.store.remove(intake.file.storageId) : Promise.resolve()
      gone.then(() => done(null), done)
    },
  }
}

const acceptFields =
  (fields: string[]): NonNullable<multer.Options['fileFilter']> =>
  (_req, file, done) => {
    if (fields.includes(file.fieldname)) done(null, true)
    else done(new multer.MulterError('LIMIT_UNEXPECTED_FILE', file.fieldname))
  }

/** Database errors pass unchanged. All others are errors of the client. */
function toAppError(thrown: unknown): Error {
  if (thrown instanceof AppError || (thrown instanceof Error && thrown.name.startsWith('Mongo'))) return thrown
  const code = thrown instanceof multer.MulterError ? thrown.code : 'malformed'
  const details = { cause: thrown, facts: { code } }
  return floodCodes.includes(code)
    ? new AppError('too-large', 'upload.flood', details)
    : new AppError('invalid', 'upload.broken', details)
}

function filesOf(req: Request): IntakeFile[] {
  return Array.isArray(req.files) ? req.files : []
}

/** Keeps strings and lists of strings only, and drops names with a special meaning in objects. */
function fieldsOf(body: unknown): ReceivedForm['fields'] {
  const risky = ['__proto__', 'constructor', 'prototype']
  const entries = Object.entries((body ?? {}) as Record<string, unknown>)
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string | string[]] => !risky.includes(entry[0]) && isText(entry[1])),
  )
}

const isText = (value: unknown): value is string | string[] =>
  typeof value === 'string' || (Array.isArray(value) && value.every(item => typeof item === 'string'))
