import { readFileSync } from 'node:fs'
import path from 'node:path'
import handlebars from 'handlebars'
import { pathTo } from '#server/paths.ts'
import { officeLines } from '#shared/office/office.ts'
import { siteSettings } from '#shared/site-settings.ts'
import { unbreakableCodePattern } from '#shared/texts/codes.ts'
import { isMessageKey, translatorFor, type Locale, type MessageKey, type Translate } from '#shared/texts/i18n.ts'
import { projectRoot } from '../project-root.ts'
import { calendarFile } from './calendar.ts'
import type { MailCalendar, MailHeaders, MailRequest, RenderedMail } from './mail-message.ts'

type Link = { label: string; href: string }
type MailPage = {
  locale: Locale
  subject: string
  /** Paragraphs, each as a list of its lines. */
  paragraphs: string[][]
  items: { title: string; text?: string; href: string }[]
  action: Link | null
  foot: Link[]
  closing: string
  contact: string[]
  /** The office's colour, as CSS. */
  accent: string
  site: string
  home: string
  font: string
}
/** Fonts that are installed on machines: not every mail program loads a font of ours. */
const latin = "'Segoe UI',Arial,sans-serif"
const fonts: Record<Locale, string> = {
  ru: latin,
  en: latin,
  zh: "'PingFang SC','Microsoft YaHei','Noto Sans SC',sans-serif",
}

type MailContext = { name: string; t: Translate; publicUrl: string }

/**
 * Returns a function that renders text and HTML of a mail in its reader's language. Links start with the configured origin,
 * never with the host of a request.
 */
export function mailRenderer(publicUrl: string): (mail: MailRequest) => RenderedMail {
  const page = handlebars.compile<MailPage>(readFileSync(path.join(projectRoot, 'views/mail/message.hbs'), 'utf8'))
  const letter = (model: MailPage): string => page(model, { helpers: { whole } })
  return ({ template, locale, facts = {}, items = [], unsubscribe, calendar, replyTo, references }) => {
    const name: string = template
    const t = translatorFor(locale)
    const speech = { name, t, publicUrl }
    const subject = oneLine(t(`mail.${name}.subject` as MessageKey, facts))
    const paragraphs = t(`mail.${name}.body` as MessageKey, facts)
      .split(/\n{2,}/)
      .filter(Boolean)
      .filter(paragraph => paragraph.trim() !== '')
    const listed = items.map(({ title, text, path: to }) => ({ title, text, href: hrefOf(publicUrl, to) }))
    const action = linkTo('action', facts.link, speech)
    const foot = [linkTo('manage', facts.manage, speech), linkTo('unsubscribe', unsubscribe, speech)].filter(isLink)
    const closing = t('mail.closing')
    const own = siteSettings().contact[locale].split('\n').filter(Boolean)
    const contact = [...own, ...officeLines({ t, locale }, publicUrl)]
    const text = [
      ...paragraphs,
      ...listed.map(item => [item.title, item.text, item.href].filter(Boolean).join('\n')),
      ...[action, ...foot].filter(isLink).map(({ label, href }) => `${label}${t('list.colon').trimEnd()}\n${href}`),
      [closing, ...contact].join('\n'),
    ].join('\n\n')
    const html = letter({
      locale,
      subject,
      paragraphs: paragraphs.map(paragraph => paragraph.split('\n').filter(line => line.trim() !== '')),
      items: listed,
      action,
      foot,
      closing,
      contact,
      accent: siteSettings().accent.colour,
      site: t('site.name'),
      home: hrefOf(publicUrl, pathTo(locale, '/')),
      font: fonts[locale],
    })
    return {
      subject,
      text,
      html,
      ...(replyTo ? { replyTo } : {}),
      ...(references ? { references } : {}),
      ...(unsubscribe ? { headers: headersOf(hrefOf(publicUrl, unsubscribe)) } : {}),
      ...(calendar ? { calendar: attachmentOf(calendar, publicUrl) } : {}),
    }
  }
}

/**
 * Escapes text as HTML in which references and codes of units ("SS-2026-000007", "SFH-A-0433") do not break at their
 * hyphens.
 */
const whole = (text: string): handlebars.SafeString =>
  new handlebars.SafeString(
    handlebars.escapeExpression(text).replace(unbreakableCodePattern, '<span style="white-space:nowrap">$&</span>'),
  )

const attachmentOf = ({ method, entry }: MailCalendar, publicUrl: string) => ({
  method,
  content: calendarFile({ method, publicUrl, entries: [entry] }),
})

/** Returns an absolute address. A parsed URL has no line end and no angle bracket: both are percent-encoded or removed. */
const hrefOf = (publicUrl: string, to: string): string => new URL(to, publicUrl).href

function linkTo(part: string, to: string | undefined, { name, t, publicUrl }: MailContext): Link | null {
  const key = `mail.${name}.${part}`
  return to && isMessageKey(key) ? { label: t(key), href: hrefOf(publicUrl, to) } : null
}

const isLink = (link: Link | null): link is Link => link !== null

/** Returns the headers with which mail programs offer "unsubscribe" beside the sender's name (RFC 2369, RFC 8058). */
const headersOf = (href: string): MailHeaders => ({
  'List-Unsubscribe': `<${href}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})

/** Makes a subject one header line whatever people typed into a name; a non-breaking space is kept. */
const oneLine = (text: string): string => text.replace(/[^\S\u00a0]+/g, ' ').trim()
