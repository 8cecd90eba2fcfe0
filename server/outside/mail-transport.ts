import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createTransport } from 'nodemailer'
import type { MailTransport, OutgoingMail } from './mail.ts'

type Settings = { smtpUrl: string | undefined; from: string; folder: string }

/** SMTP where it is set up; otherwise each mail becomes an `.eml` file that any mail program opens. */
export function createMailTransport({ smtpUrl, from, folder }: Settings): MailTransport {
  return smtpUrl ? smtpTransport(smtpUrl, from) : folderTransport(folder, from)
}

function smtpTransport(smtpUrl: string, from: string): MailTransport {
  const smtp = createTransport({ url: smtpUrl, connectionTimeout: 10_000, socketTimeout: 30_000 } as object)
  return {
    describe: new URL(smtpUrl).host,
    async send(mail) {
      await smtp.sendMail(messageOf(mail, from))
    },
  }
}

function folderTransport(folder: string, from: string): MailTransport {
  const composer = createTransport({ streamTransport: true, buffer: true })
  return {
    describe: folder,
    async send(mail) {
      const composed = await composer.sendMail(messageOf(mail, from))
      await mkdir(folder, { recursive: true })
      const file = path.join(folder, `${mail.id}.eml`)
      await writeFile(`${file}.part`, composed.message as Buffer)
      await rename(`${file}.part`, file)
    },
  }
}

function messageOf(
  { to, subject, text, html, id, senderName, calendar, headers, replyTo, references }: OutgoingMail,
  from: string,
) {
  return {
    from: sender(from, senderName),
    to: { name: '', address: to },
    subject,
    text,
    html,
    // The same id on every attempt lets the receiving server see a repeated mail for what it is.
    messageId: `<${id}@startup-street>`,
    ...(replyTo ? { replyTo: { name: '', address: replyTo } } : {}),
    ...(references ? { inReplyTo: references, references } : {}),
    ...(headers ? { headers } : {}),
    ...(calendar ? { icalEvent: { filename: 'viewing.ics', ...calendar } } : {}),
  }
}

/** The address is the installation's, `Name <a@b>` or `a@b`; its name may be set by the administrators. */
function sender(from: string, name: string): string | { name: string; address: string } {
  return name === '' ? from : { name, address: /<([^<>]+)>/.exec(from)?.[1] ?? from }
}
