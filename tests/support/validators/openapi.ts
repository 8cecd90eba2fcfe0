import { createConfig, lintFromString } from '@redocly/openapi-core'
import { Spectral, type RulesetDefinition } from '@stoplight/spectral-core'
import { oas } from '@stoplight/spectral-rulesets'

// The declared type does not match the values; Spectral's own loader accepts them as they are.
const rules = oas as unknown as RulesetDefinition

/**
 * Returns what Redocly (recommended rules, warnings too) and Spectral (every rule for OpenAPI but one) report for a
 * document; empty when both accept it. The contact is the office's page, not an e-mail address that programs collect.
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
