import mongoose from 'mongoose'
import { read, send, type Entries } from '../prepared.ts'
import type { Reader } from '../readers.ts'
import type { Stored } from './stored.ts'
import type { LaterPage } from './pages.ts'

type Fields = [name: string, value: string][]
/** `late` are pages that answer a translation which comes too late. */
type Texts = { entries: Entries; late: LaterPage[] }

const passed = (id: string): Fields => [['writtenIn', 'zh'], ['wayOut', 'colleague'], ['passOnce', id]] // oxfmt-ignore
const translated = { ru: { 'translation-0': 'Пришлите смету.' }, en: { 'translation-0': 'Yes, there is water.' } }
const newId = () => new mongoose.Types.ObjectId().toHexString()

/**
 * Lets officers pass texts on for translation, as the pages do. In a case one waits, one came back translated and one was
 * dropped. Of two enquiries, the answer to one waits in place of another, and the answer to the other came back. Returns
 * their pages, and those for somebody who translates a text that no longer waits.
 */
export async function passTexts(url: string, { decision, enquiries }: Stored): Promise<Texts> {
  const inCase = await passInCase(url, decision)
  const inEnquiries = await passInEnquiries(url, enquiries)
  return {
    entries: {
      decider: inCase.opened,
      reviewer: [inCase.waiting],
      listing_manager: inEnquiries.opened,
    },
    late: [...inCase.late, ...inEnquiries.late],
  }
}

const ofCase = '/staff/applications/:id/texts/:textId'
const ofEnquiry = '/staff/enquiries/:id/texts/:textId'

async function passInCase(url: string, id: string) {
  const at = `/staff/applications/${id}`
  const waiting = newId()
  const dropped = newId()
  const returned = newId()
  const texts = (text: string) => `${at}/texts/${text}`
  const message: [string, string] = ['publicMessage', '请补充预算。']
  await send(url, 'decider', `${at}/reject`, [['reason', '商业计划缺少第一年的预算，请补充。'], ...passed(waiting)])
  await send(url, 'decider', `${at}/messages`, [message, ...passed(dropped)])
  await send(url, 'decider', `${texts(dropped)}/drop`, [])
  await send(url, 'decider', `${at}/messages`, [message, ...passed(returned)])
  await send(url, 'reviewer', texts(returned), Object.entries(translated.ru))
  const lateOf = (text: string): LaterPage => ({
    template: ofCase,
    path: texts(text),
    reader: 'reviewer',
    typed: translated.ru,
  })
  return {
    waiting: texts(waiting),
    opened: [at, ...(await formsFilledIn(url, 'decider', at))],
    late: [lateOf(dropped), lateOf(returned)],
  }
}

async function passInEnquiries(url: string, { inRussian, inEnglish }: Stored['enquiries']) {
  const replaced = newId()
  const waiting = newId()
  const returned = newId()
  const texts = (id: string, text: string) => `/staff/enquiries/${id}/texts/${text}`
  await passReply(url, inRussian, passed(replaced))
  await passReply(url, inRussian, [['sends', replaced], ...passed(waiting)])
  await passReply(url, inEnglish, passed(returned))
  await send(url, 'administrator', texts(inEnglish, returned), Object.entries(translated.en))
  const late = { template: ofEnquiry, path: texts(inRussian, replaced), reader: 'administrator', typed: translated.ru } as const // oxfmt-ignore
  return {
    opened: [
      ...[`/staff/enquiries/${inRussian}`, texts(inRussian, waiting)],
      ...(await formsFilledIn(url, 'listing_manager', `/staff/enquiries/${inEnglish}`)),
    ],
    late: [late],
  }
}

async function passReply(url: string, id: string, fields: Fields): Promise<void> {
  const at = `/staff/enquiries/${id}`
  const version = (await read(url, 'listing_manager', at))('form[action$="/reply"] [name=version]').attr('value')!
  const reply: Fields = Object.entries({ version, way: 'mail', text: '可以，该房屋通水。' })
  await send(url, 'listing_manager', `${at}/reply`, [...reply, ...fields])
}

/** Returns the pages with the forms of texts that came back, as they are linked. */
async function formsFilledIn(url: string, reader: Reader, at: string): Promise<string[]> {
  const page = await read(url, reader, at)
  const links = page('main a[href*="?text="]')
    .map((_, link) => page(link).attr('href')!.replace(/^\/ru/, '').replace(/#.*/, ''))
    .get()
  if (links.length === 0) throw new Error(`${at} leads to no form of a text that came back`)
  return links
}
