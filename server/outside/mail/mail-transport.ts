import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { once } from '#shared/once.ts'
import { sealing } from '../sealing/sealing.ts'
import type { MailSender, MailTransport, OutgoingMail } from './mail.ts'

type Settings = {
  smtpUrl: string | undefined
  from: string
  folder: string
  /** Whether letters that become files are sealed; in development somebody reads them there. */
  sealed?: boolean
}

/** Returns a transport over SMTP if it is set up; otherwise each mail becomes an `.eml` file that any mail program opens. */
export function createMailTransport({ smtpUrl, from, folder, sealed = false }: Settings): MailTransport {
  return smtpUrl ? smtpTransport(smtpUrl, from) : folderTransport(folder, from, sealed)
}

/** Loads nodemailer with the first letter: most processes send none. */
const createLazyTransport = (options: object) => once(async () => (await import('nodemailer')).createTransport(options))

function smtpTransport(smtpUrl: string, from: string): MailTransport {
  const smtp = createLazyTransport({ url: smtpUrl, connectionTimeout: 10_000, socketTimeout: 30_000 })
  return {
    describe: new URL(smtpUrl).host,
    async send(mail) {
      await (await smtp()).sendMail(messageOf(mail, from))
    },
  }
}

function folderTransport(folder: string, from: string, sealed: boolean): MailTransport {
  const composer = createLazyTransport({ streamTransport: true, buffer: true })
  return {
    describe: folder,
    async send(mail) {
      const composed = await (await composer()).sendMail(messageOf(mail, from))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const { name, bytes } = letterFile(mail.id, (composed as { message: Buffer }).message, { sealed })
      const file = path.join(folder, name)
      await writeFile(`${file}.part`, bytes, { mode: 0o600 })
      await rename(`${file}.part`, file)
    },
  }
}

function messageOf(
  { to, subject, text, html, id, sender, calendar, headers, replyTo, references, requestId }: OutgoingMail,
  from: string,
) {
  return {
    from: senderOf(from, sender),
    to: { name: '', address: to },
    subject,
    text,
    html,
    // The same id on every attempt lets the receiving server recognise a repeated mail.
    messageId: `<${id}@startup-street>`,
    ...(replyTo ? { replyTo: { name: '', address: replyTo } } : {}),
    ...(references ? { inReplyTo: references, references } : {}),
    // Leads from a reader's answer or the log of the receiving server to our own log.
    headers: { ...headers, ...(requestId ? { 'X-Request-Id': requestId } : {}) },
    ...(calendar ? { icalEvent: { filename: 'invitation.ics', ...calendar } } : {}),
  }
}

/**
 * Returns the sender. `from` is the configured one, `Name <a@b>` or `a@b`; administrators may set name and address
 * separately.
 */
function senderOf(from: string, { name, address }: MailSender): string | MailSender {
  if (name === '' && address === '') return from
  const [, configuredName = '', configuredAddress = from] = /^\s*"?([^"<]*?)"?\s*<([^<>]+)>/.exec(from) ?? []
  return { name: name || configuredName, address: address || configuredAddress }
}

/** Returns the sealing context of one letter's file. */
const contextOf = (id: string): string => `file of the letter ${id}`
const endings = { plain: '.eml', sealed: '.eml.sealed' } as const

/**
 * Returns name and bytes of a letter in the folder of mails. `sealed`: only `npm run seal -- read` can show it, since it may
 * contain a link that resets a password.
 */
function letterFile(id: string, message: Buffer, { sealed }: { sealed: boolean }): { name: string; bytes: Buffer } {
  if (!sealed || !sealing().on) return { name: `${id}${endings.plain}`, bytes: message }
  const bytes = Buffer.from(sealing().stored(message.toString('latin1'), contextOf(id)))
  return { name: `${id}${endings.sealed}`, bytes }
}

/** Returns the letter of a file. Throws when its key is missing. */
export function letterFrom(file: string, bytes: Buffer): Buffer {
  if (!file.endsWith(endings.sealed)) return bytes
  const id = path.basename(file, endings.sealed)
  return Buffer.from(sealing().read(bytes.toString(), contextOf(id)), 'latin1')
}
