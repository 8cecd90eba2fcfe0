/** A node of schema.org, as JSON-LD. Addresses in it are absolute. */
export type StructuredNode = { '@type': string | readonly string[]; [property: string]: unknown }

/** Characters with which a text could end the block, open a comment in it, or break a line of JavaScript. */
const unsafe = /[<>&\u2028\u2029]/g

/**
 * JSON-LD for a `<script type="application/ld+json">`. Browsers do not run such a block, so the content security policy lets
 * it pass; what staff have typed cannot leave it, because nothing in it looks like markup.
 */
export function dataBlock(nodes: readonly StructuredNode[]): string {
  const json = JSON.stringify({ '@context': 'https://schema.org', '@graph': nodes })
  return json.replace(unsafe, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

type Crumb = { label: string; href?: string }

/** Where a page stands; the last step is the page itself. Nothing for a page without a way to it. */
export function breadcrumbData(
  crumbs: readonly Crumb[],
  { publicUrl, here }: { publicUrl: string; here: string },
): StructuredNode[] {
  if (crumbs.length < 2) return []
  const itemListElement = crumbs.map(({ label, href }, index) => ({
    '@type': 'ListItem',
    position: index + 1,
    name: label,
    item: href ? publicUrl + href : here,
  }))
  return [{ '@type': 'BreadcrumbList', itemListElement }]
}
