import { readFileSync } from 'node:fs'
import path from 'node:path'
import handlebars from 'handlebars'
import { isMessageKey, translatorFor, type MessageKey, type Translate } from '../shared/i18n.ts'
import { calendarFile } from './calendar.ts'
import type { MailCalendar, MailRequest, RenderedMail } from './mail-message.ts'
import { projectRoot } from './project-root.ts'

/**
 * Makes text and HTML of a mail in its reader's language. Links start with the configured origin, never with what a
 * request claimed as its host.
 */
export function mailRenderer(publicUrl: string): (mail: MailRequest) => RenderedMail {
  const page = handlebars.compile(readFileSync(path.join(projectRoot, 'views/mail/message.hbs'), 'utf8'))
  return ({ template, locale, facts = {}, calendar }) => {
    const name: string = template
    const t = translatorFor(locale)
    const subject = oneLine(t(`mail.${name}.subject` as MessageKey, facts))
    const paragraphs = t(`mail.${name}.body` as MessageKey, facts).split(/\n{2,}/)
    const action = actionOf(name, { t, publicUrl, ...(facts.link ? { link: facts.link } : {}) })
    const closing = t('mail.closing')
    const text = [...paragraphs, ...(action ? [`${action.label}:\n${action.href}`] : []), closing].join('\n\n')
    const html = page({ locale, subject, paragraphs, action, closing, site: t('site.name') })
    return { subject, text, html, ...(calendar ? { calendar: attachmentOf(calendar, publicUrl) } : {}) }
  }
}

const attachmentOf = ({ method, entry }: MailCalendar, publicUrl: string) => ({
  method,
  content: calendarFile({ method, publicUrl, entries: [entry] }),
})

function actionOf(name: string, { t, publicUrl, link }: { t: Translate; publicUrl: string; link?: string }) {
  const key = `mail.${name}.action`
  if (!link || !isMessageKey(key)) return null
  return { label: t(key), href: new URL(link, publicUrl).href }
}

/** A subject is one header line whatever people typed into a name. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
