import type { content as ru } from '../ru/content.ts'

/** What the staff write for everybody: drafts and previews of incentives and zones. */
export const content: Record<keyof typeof ru, string> = {
  'content.markdown':
    'Long texts (the full text and who can use it) understand marks: an empty line begins a paragraph, **bold**, *italic*, “- ” a list, “1. ” a numbered one, [words of a link](https://…), “## ” a heading, “### ” a smaller one, lines with “|” a table. HTML and pictures have no effect: they stay text.',
}
