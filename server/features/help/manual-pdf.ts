import { makePdf, type PdfBlock } from '#outside/pdf.ts'
import { formatDay } from '#shared/texts/format.ts'
import { chaptersFor, type HelpReader } from './page.ts'

/** The manual of one role on paper: the same texts as on the pages. */
export function manualPdf(reader: HelpReader, now: Date): Promise<Buffer> {
  const { t, locale } = reader
  const blocks: PdfBlock[] = [
    { kind: 'heading', level: 1, text: t('help.manual') },
    { kind: 'paragraph', text: [t('help.manual.lead')], tone: 'muted' },
    ...chaptersFor(reader).flatMap(({ heading, topics }): PdfBlock[] => [
      { kind: 'heading', level: 2, text: heading },
      ...topics.flatMap(topicBlocks(reader)),
    ]),
  ]
  const author = t('site.name')
  return makePdf({
    title: t('help.manual'),
    language: locale,
    author,
    createdAt: now,
    footer: `${author} · ${formatDay(locale, now)}`,
    blocks,
  })
}

const topicBlocks =
  ({ t }: HelpReader) =>
  ({ title, purpose, steps, mind }: ReturnType<typeof chaptersFor>[number]['topics'][number]): PdfBlock[] => [
    { kind: 'heading', level: 3, text: title },
    { kind: 'paragraph', text: [purpose] },
    { kind: 'list', items: steps.map((step, i) => `${i + 1}. ${step}`) },
    ...(mind.length > 0
      ? [{ kind: 'paragraph', text: [[t('help.mind'), mind.join(' ')].join(t('list.colon'))] } as const]
      : []),
  ]
