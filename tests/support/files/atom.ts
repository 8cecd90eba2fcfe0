import { readXml, type Element } from './xml.ts'

const atom = 'http://www.w3.org/2005/Atom'
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/
const iri = /^[a-z][a-z0-9+.-]*:\S+$/i

const once = ['id', 'title', 'updated']
const atMostOnce = ['subtitle', 'summary', 'content', 'published', 'rights', 'generator', 'icon', 'logo']
const known = new Set([...once, ...atMostOnce, 'author', 'contributor', 'category', 'link', 'entry', 'source'])

const all = (element: Element, name: string) => element.children.filter(child => child.name === name)
const textOf = (element: Element, name: string) => all(element, name)[0]?.text ?? ''

/** Returns what RFC 4287 (4.1.1, 4.1.2, 4.2.7) requires and this feed lacks; empty when the feed is valid. */
export function atomFaults(source: string): string[] {
  const feed = readXml(source)
  const entries = all(feed, 'entry')
  const ids = entries.map(entry => textOf(entry, 'id'))
  return [
    ...(feed.name === 'feed' && feed.attributes.xmlns === atom ? [] : ['not a feed']),
    ...commonFaults(feed),
    ...(all(feed, 'link').some(({ attributes }) => attributes.rel === 'self') ? [] : ['feed: no link to itself']),
    ...(new Set(ids).size === ids.length ? [] : ['two entries have one id']),
    ...entries.flatMap(entry => [
      ...commonFaults(entry),
      ...(all(entry, 'author').length + all(feed, 'author').length > 0 ? [] : ['no author']),
      ...(all(entry, 'link').some(({ attributes }) => attributes.rel === 'alternate') ? [] : ['entry: no alternate']),
      ...(textOf(entry, 'published') <= textOf(entry, 'updated') ? [] : ['entry: updated before it was published']),
      ...(textOf(entry, 'updated') <= textOf(feed, 'updated') ? [] : ['entry: newer than its feed']),
    ]),
  ]
}

function commonFaults(element: Element): string[] {
  const fault = (what: string) => `${element.name}: ${what}`
  const count = (name: string) => all(element, name).length
  const dates = ['updated', 'published'].flatMap(name => all(element, name).map(({ text }) => text))
  return [
    ...once.filter(name => count(name) !== 1).map(name => fault(`not one ${name}`)),
    ...atMostOnce.filter(name => count(name) > 1).map(name => fault(`several of ${name}`)),
    ...element.children.filter(({ name }) => !known.has(name)).map(({ name }) => fault(`unknown ${name}`)),
    ...dates.filter(text => !instant.test(text)).map(text => fault(`not a date: ${text}`)),
    ...(iri.test(textOf(element, 'id')) ? [] : [fault('id is no IRI')]),
    ...all(element, 'author').flatMap(author => (textOf(author, 'name') ? [] : [fault('an author without a name')])),
    ...all(element, 'link').flatMap(({ attributes: { href = '' } }) =>
      iri.test(href) ? [] : [fault('link to nothing')],
    ),
  ]
}
