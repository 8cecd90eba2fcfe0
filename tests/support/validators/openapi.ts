import { createConfig, lintFromString } from '@redocly/openapi-core'
import { Spectral, type RulesetDefinition } from '@stoplight/spectral-core'
import { oas } from '@stoplight/spectral-rulesets'

// Its type was cut off its values: Spectral's own loader takes it as it is.
const rules = oas as unknown as RulesetDefinition

/**
 * What Redocly (recommended rules, warnings too) and Spectral (every rule for OpenAPI but one) have against a document;
 * empty when it is as both want it. The office is asked by its page, not by an address of mail that programs collect.
 */
export async function openApiFaults(document: string): Promise<string[]> {
  const config = await createConfig({ extends: ['recommended-strict'] })
  const redocly = await lintFromString({ source: document, absoluteRef: 'openapi.json', config })
  const spectral = new Spectral()
  spectral.setRuleset({ extends: [[rules, 'all']], rules: { 'contact-properties': 'off' } })
  const found = await spectral.run(JSON.parse(document) as Record<string, unknown>)
  return [
    ...redocly.map(({ ruleId, message, location }) => `redocly ${ruleId}: ${message} (${location[0]?.pointer ?? ''})`),
    ...found.map(({ code, message, path }) => `spectral ${String(code)}: ${message} (${path.join('/')})`),
  ]
}
