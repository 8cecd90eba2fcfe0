import { once } from 'node:events'
import type { Application } from '#models/cases/application.ts'
import { pageEntry } from '#outside/own-page-rendering.ts'
import {
  jsonEntry,
  ownSection,
  type ArchiveEntry,
  type OwnDataAsked,
  type PersonalData,
} from '#shared/personal-data.ts'
import { caseFilesOf, fileSections, type CaseFile, type CaseStores } from '../cases/own/own-files.ts'
import { ownPage, ownRecord } from '../cases/own/own-record.ts'
import type { ownCasesOf } from './own-cases.ts'

type Parts = CaseStores & { own: Pick<ReturnType<typeof ownCasesOf>, 'all' | 'forgetApplicant'> }

/** Returns a person's applications, including drafts, with their documents, letters and photos. */
export function applicationsPersonalData({ own, ...stores }: Parts): PersonalData {
  const files = caseFilesOf(stores)

  async function* caseEntries(asked: OwnDataAsked, application: Application, folder: string) {
    const { t, locale, at } = asked
    const { data, files: kept } = await files.of(application)
    yield jsonEntry(asked, `${folder}/application`, ownRecord(application))
    for (const [name, value] of Object.entries(data)) yield jsonEntry(asked, `${folder}/${name}`, value)
    const written: CaseFile[] = []
    for (const file of kept) if (yield* bytesOf(folder, file)) written.push(file)
    const sections = [
      ...ownPage({ t, locale, now: at }, application),
      ...fileSections({ t, locale }, { data, files: written }),
    ]
    yield pageEntry(asked, `${folder}/index.html`, {
      title: titleOf(asked, application),
      back: '../../index.html',
      sections,
    })
  }

  return {
    async *archive(asked) {
      const links = []
      for await (const application of own.all(asked.holder.id)) {
        const folder = `applications/${application.reference ?? `draft-${application._id.toHexString()}`}`
        yield* caseEntries(asked, application, folder)
        const text = application.premises.join(asked.t('list.comma'))
        links.push({ title: titleOf(asked, application), text, href: `${folder}/index.html` })
      }
      return ownSection(asked.t('nav.applications'), links)
    },
    erase: ({ id }) => own.forgetApplicant(id),
  }
}

const titleOf = ({ t }: OwnDataAsked, { reference }: Application): string =>
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
