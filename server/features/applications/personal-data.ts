import { once } from 'node:events'
import type { Application } from '#models/cases/application.ts'
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
    const written: CaseFile[] = []
    for (const file of listedFiles) if (yield* bytesOf(folder, file)) written.push(file)
    const sections = [
      ...ownPage({ t, locale, now: at }, application),
      ...fileSections({ t, locale }, { data, files: written }),
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

/** Yields the file. Returns false, without writing anything, when it was removed after it was listed. */
async function* bytesOf(folder: string, { path, at, open, isThere }: CaseFile): AsyncGenerator<ArchiveEntry, boolean> {
  if (!open) return true
  const content = open()
  // Errors reach the reader once it reads. Without a handler an earlier error would end the process.
  content.on('error', () => undefined)
  try {
    // Waits for the first bytes or an error.
    await once(content, 'readable')
  } catch (error) {
    if (isThere && !(await isThere())) return false
    throw error
  }
  try {
    yield { name: `${folder}/${path}`, at, content: () => content }
  } finally {
    content.destroy()
  }
  return true
}
