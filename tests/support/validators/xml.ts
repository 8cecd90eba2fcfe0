import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { ErrorLevel, XMLToSitemapIndexStream } from 'sitemap'
import { memoryPages, validateXML } from 'xmllint-wasm'

const beside = (name: string): string => readFileSync(path.join(import.meta.dirname, name), 'utf8')

const most = { maxMemoryPages: 512 * memoryPages.MiB }

/** Returns the errors that libxml2 reports for a feed by the grammar of RFC 4287; empty when it is valid. */
export async function feedFaults(feed: string): Promise<string[]> {
  const { errors } = await validateXML({ ...most, xml: feed, schema: beside('atom.rng'), extension: 'relaxng' })
  return errors.map(({ message }) => message)
}

const both = `<schema xmlns="http://www.w3.org/2001/XMLSchema">
<import namespace="http://www.sitemaps.org/schemas/sitemap/0.9" schemaLocation="sitemap.xsd"/>
<import namespace="http://www.w3.org/1999/xhtml" schemaLocation="alternate-link.xsd"/>
</schema>`

/**
 * Returns the errors that libxml2 reports for a sitemap by the schema of sitemaps.org and for its links to other languages.
 */
export async function sitemapFaults(map: string): Promise<string[]> {
  const preload = [
    { fileName: 'sitemap.xsd', contents: readFileSync('node_modules/sitemap/schema/sitemap.xsd', 'utf8') },
    { fileName: 'alternate-link.xsd', contents: beside('alternate-link.xsd') },
  ]
  const { errors } = await validateXML({ ...most, xml: map, schema: both, preload })
  return errors.map(({ message }) => message)
}

/** Returns the addresses in a sitemap index. Throws for anything that does not belong there. */
export async function mapsOf(list: string): Promise<string[]> {
  const reader = new XMLToSitemapIndexStream({ level: ErrorLevel.THROW, logger: false })
  const maps: string[] = []
  for await (const { url } of Readable.from([list]).pipe(reader) as AsyncIterable<{ url: string }>) maps.push(url)
  return maps
}
