import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { stateGaugeNames } from '#features/status/gauges.ts'
import { measureProcess, registry } from '#outside/metrics.ts'

type Rule = { alert: string; expr: string; annotations: { summary: string; runbook: string } }
const { groups } = parse(readFileSync('deploy/prometheus/alerts.yaml', 'utf8')) as { groups: { rules: Rule[] }[] }
const rules = groups.flatMap(group => group.rules)
const { panels } = JSON.parse(readFileSync('deploy/grafana/startup-street.json', 'utf8')) as {
  panels: { targets: { expr: string }[] }[]
}

/** Returns the metrics of an expression: words that are neither labels nor functions nor keywords. */
function metricsIn(expression: string): string[] {
  const bare = expression.replaceAll(/\{[^}]*\}|\[[^\]]*\]|\b(?:by|on) \([^)]*\)/g, ' ')
  const words = [...bare.matchAll(/[a-z][a-z0-9_]*\b(?!\s*\()/g)].map(([word]) => word)
  return words.filter(word => !/^(?:and|or|unless|e\d+|sum|max)$/.test(word))
}

describe('the alert rules and the dashboard', () => {
  it('use only metrics that exist', () => {
    measureProcess()
    const known = new Set(['up', ...stateGaugeNames, ...registry.getMetricsAsArray().map(({ name }) => name)])
    const named = [
      ...rules.map(({ expr }) => expr),
      ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ]
      .flatMap(metricsIn)
      .map(name => (known.has(name) ? name : name.replace(/_(?:bucket|count|sum)$/, '')))
    expect(named.length).toBeGreaterThan(rules.length + panels.length)
    expect(named.filter(name => !known.has(name))).toEqual([])
  })

  it('use no label that Prometheus would overwrite with its own', () => {
    type Labelled = { labelNames: string[] }
    const labels = registry.getMetricsAsArray().flatMap(metric => (metric as unknown as Labelled).labelNames)
    expect(labels).toContain('job_name')
    expect(labels.filter(name => ['job', 'instance'].includes(name))).toEqual([])
  })

  it('link each alert to its own section of the handbook, in the same order', () => {
    const sections = [...readFileSync('docs/operations/alerts.md', 'utf8').matchAll(/^## (\w+)$/gm)].map(
      ([, name = '']) => name,
    )
    expect(rules.map(({ alert }) => alert)).toEqual(sections)
    for (const { alert, annotations } of rules)
      expect(annotations.runbook).toBe(`docs/operations/alerts.md#${alert.toLowerCase()}`)
  })
})
