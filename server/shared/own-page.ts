/** A part of a page that people take away: pairs of facts, then things with a text and perhaps a file beside the page. */
export type OwnSection = {
  title?: string
  rows?: { label: string; value: string }[]
  items?: { title: string; text: string; href?: string }[]
}
