import { createConfig, lintFromString } from '@redocly/openapi-core'

/** Returns what Redocly (recommended rules, warnings too) reports for a document; empty when it accepts it. */
export async function openApiFaults(document: string): Promise<string[]> {
  const config = await createConfig({ extends: ['recommended-strict'] })
  const found = await lintFromString({ source: document, absoluteRef: 'openapi.json', config })
  return found.map(({ ruleId, message, location }) => `${ruleId}: ${message} (${location[0]?.pointer ?? ''})`)
}
