import { once } from 'node:events'
import type { Readable } from 'node:stream'
import type { Application } from '#models/cases/application.ts'
import { isLostFile } from '#outside/files/files.ts'
import { pageEntry } from '#outside/own-page-rendering.ts'
import {
  jsonEntry,
  ownSection,
  type ArchiveEntry,
  type OwnDataRequest,
  type PersonalData,
} from '#shared/personal-data.ts'
import { createOwnFiles, fileSections, type CaseFile, type CaseStores } from '../cases/own/own-files.ts'
import { ownPage, ownRecord } from '../cases/own/own-record.ts'
import type { createOwnCases } from './own-cases.ts'

type Parts = CaseStores & { own: Pick<ReturnType<typeof createOwnCases>, 'all' | 'forgetApplicant'> }

/** Returns a person's applications, including drafts, with their documents, letters and photos. */
export function applicationsPersonalData({ own, ...stores }: Parts): PersonalData {
  const files = createOwnFiles(stores)

  async function* caseEntries(request: OwnDataRequest, application: Application, folder: string) {
    const { t, locale, at } = request
    const { data, files: listedFiles } = await files.of(application)
    yield jsonEntry(request, `${folder}/application`, ownRecord(application))
    for (const [name, value] of Object.entries(data)) yield jsonEntry(request, `${folder}/${name}`, value)
    const shown: CaseFile[] = []
    for (const file of listedFiles) shown.push(...(yield* bytesOf(folder, file)))
    const sections = [
      ...ownPage({ t, locale, now: at }, application),
      ...fileSections({ t, locale }, { data, files: shown }),
    ]
    yield pageEntry(request, `${folder}/index.html`, {
      title: titleOf(request, application),
      back: '../../index.html',
      sections,
    })
  }

  return {
    async *archive(request) {
      const links = []
      for await (const application of own.all(request.holder.id)) {
        const folder = `applications/${application.reference ?? `draft-${application._id.toHexString()}`}`
        yield* caseEntries(request, application, folder)
        const text = application.premises.join(request.t('list.comma'))
        links.push({ title: titleOf(request, application), text, href: `${folder}/index.html` })
      }
      return ownSection(request.t('nav.applications'), links)
    },
    erase: ({ id }) => own.forgetApplicant(id),
  }
}

const titleOf = ({ t }: OwnDataRequest, { reference }: Application): string =>
  reference ? t('apply.case.title', { reference }) : t('apply.case.untitled')

/** Yields the file. Returns what the page shows of it: nothing when it was removed after it was listed. */
async function* bytesOf(folder: string, file: CaseFile): AsyncGenerator<ArchiveEntry, CaseFile[]> {
  const { path, at, open, isListed } = file
  if (!open) return [file]
  const content = await openWhole(open)
  if (!content) return !isListed || (await isListed()) ? [{ ...file, lost: true }] : []
  try {
    yield { name: `${folder}/${path}`, at, content: () => content }
  } finally {
    content.destroy()
  }
  return [file]
}

/**
 * Opens a file after it has been read to its end once, because an entry of an archive that has begun cannot be taken back.
 * Returns null when the file is removed or lost.
 */
async function openWhole(open: () => Readable): Promise<Readable | null> {
  try {
    for await (const _ of open());
    const content = open()
    // Errors reach the reader once it reads. Without a handler an earlier error would end the process.
    content.on('error', () => undefined)
    // Waits for the first bytes or an error.
    await once(content, 'readable')
    return content
  } catch (error) {
    if (isLostFile(error)) return null
    throw error
  }
}
