import type { Readable } from 'node:stream'
import type { Locale, Translate } from './texts/i18n.ts'

/** A section of a page of somebody's data: pairs of facts, then items with a text and perhaps a file beside the page. */
export type OwnSection = {
  title?: string
  rows?: { label: string; value: string }[]
  items?: { title: string; text: string; href?: string }[]
}

/** One file of an archive. `content` as a function opens the bytes when they are needed. */
export type ArchiveEntry = { name: string; at: Date; content: string | (() => Readable) }

/** The holder of an account. An unverified address may be somebody else's. */
export type Holder = { id: string; email: string; verified: boolean }

/** Request of a person for a copy of their data: who, in which language, and when. */
export type OwnDataRequest = { holder: Holder; t: Translate; locale: Locale; at: Date }

/** What one slice keeps about people. */
export type PersonalData = {
  /**
   * Yields the slice's files for somebody's archive and returns the sections of its first page. Every field is listed by
   * name: data that are internal to the office, or are added to a model later, are left out until somebody decides
   * otherwise.
   */
  archive: (request: OwnDataRequest) => AsyncGenerator<ArchiveEntry, OwnSection[]>
  /**
   * Deletes the data of somebody whose account is being deleted; may run again after the process was killed. Undefined: the
   * data expire by themselves.
   */
  erase?: (leaver: Holder) => Promise<unknown>
}

/** Returns a file for programs. */
export const jsonEntry = ({ at }: Pick<OwnDataRequest, 'at'>, name: string, value: unknown): ArchiveEntry => ({
  name: `${name}.json`,
  at,
  content: `${JSON.stringify(value, null, 2)}\n`,
})

/** Returns a section of a page for people; nothing when it would be empty. */
export const ownSection = (title: string, items: NonNullable<OwnSection['items']>): OwnSection[] =>
  items.length > 0 ? [{ title, items }] : []
