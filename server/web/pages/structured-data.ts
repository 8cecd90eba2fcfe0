/** A schema.org node as JSON-LD. Its addresses are absolute. */
export type StructuredNode = { '@type': string | readonly string[]; [property: string]: unknown }

/** Characters that could end the block, open a comment in it, or break a line of JavaScript. */
const unsafe = /[<>&\u2028\u2029]/g

/**
 * Returns the content of a `<script type="application/ld+json">`. Browsers do not execute such a block, so the content
 * security policy allows it. Text typed by staff cannot leave it, because all markup characters are escaped.
 */
export function dataBlock(nodes: readonly StructuredNode[]): string {
  const json = JSON.stringify({ '@context': 'https://schema.org', '@graph': nodes })
  return json.replace(unsafe, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

type Crumb = { label: string; href?: string }

/** Returns the breadcrumb as structured data, the page itself last. Empty for a page without a breadcrumb. */
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
