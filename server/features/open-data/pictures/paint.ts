import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from '#outside/project-root.ts'

/** Declarations of a class, with colours as variables: `fill: var(--w)`. */
type Paint = Record<string, string>
type Paints = { classes: Map<string, Paint>; variables: Map<string, Paint> }

const ruleOf = /([^{}]+)\{([^{}]*)\}/g
const comment = /\/\*[\s\S]*?\*\//g

/** Read once: the shop front's colours are defined only in the site's style sheets. */
let known: Paints | undefined
const paints = (): Paints => (known ??= readPaints(path.join(projectRoot, 'public/css')))

function readPaints(folder: string): Paints {
  const sheets = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.css'))
  const css = sheets.map(name => readFileSync(path.join(folder, name), 'utf8')).join('\n')
  const found: Paints = { classes: new Map(), variables: new Map() }
  for (const [, selectors = '', body = ''] of css.replace(comment, '').matchAll(ruleOf)) {
    for (const selector of selectors.split(',')) keep(found, selector.trim(), declarationsOf(body))
  }
  return found
}

function keep({ classes, variables }: Paints, selector: string, declarations: Paint): void {
  const front = /^\.front(?:\.([\w-]+))?$/.exec(selector)
  const look = front?.[1] ?? ''
  const [, part] = /^\.front \.([\w-]+)$/.exec(selector) ?? []
  if (part) classes.set(part, { ...classes.get(part), ...declarations })
  else if (front) variables.set(look, { ...variables.get(look), ...declarations })
}

const declarationsOf = (body: string): Paint =>
  Object.fromEntries(
    body
      .split(';')
      .map(line => line.split(/:(.*)/s).map(part => part.trim()))
      .filter(([name, value]) => name && value),
  ) as Paint

/**
 * Replaces the classes of a drawn shop front by attributes, for use without the site's style sheet: in pictures and on other
 * sites, whose policies may forbid our styles.
 */
export function painted(svg: string): string {
  const { classes, variables } = paints()
  const looks = /class="front([^"]*)"/.exec(svg)?.[1]?.trim().split(/\s+/) ?? []
  const colours = Object.assign({}, ...['', ...looks].map(look => variables.get(look) ?? {})) as Paint
  const attributesOf = (className: string) =>
    Object.entries(classes.get(className) ?? {})
      .map(
        ([name, value]) =>
          ` ${name}="${value.replace(/var\((--[\w-]+)\)/g, (_all, colour: string) => colours[colour] ?? '')}"`,
      )
      .join('')
  return svg
    .replace(/ class="front[^"]*"/, ' fill="none"')
    .replace(/ class="([\w-]+)"/g, (_all, className: string) => attributesOf(className))
}
