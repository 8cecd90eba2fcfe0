import path from 'node:path'
import ts from 'typescript'

/**
 * Returns the properties that neither a template nor code of their slice reads, as `file:line: name`. Properties of the
 * frame are left out: a page may pass them to the layout.
 */
export function unreadIn(program: ts.Program, unread: ReadonlyMap<string, ts.Declaration[]>, frame: ts.Type): string[] {
  const told = new Set(
    program
      .getTypeChecker()
      .getPropertiesOfType(frame)
      .map(({ name }) => name),
  )
  const inCode = namesInCode(program)
  const places = [...unread].flatMap(([name, declarations]) =>
    declarations.flatMap(declaration => {
      const source = declaration.getSourceFile()
      const slice = sliceOf(source)
      if (slice === null || told.has(name) || inCode.has(`${slice} ${name}`)) return []
      const { line } = source.getLineAndCharacterOfPosition(declaration.getStart())
      return [`${path.relative('', source.fileName)}:${String(line + 1)}: ${name}`]
    }),
  )
  return [...new Set(places)].toSorted()
}

const namesByProgram = new WeakMap<ts.Program, ReadonlySet<string>>()

/**
 * Returns the properties that expressions read, `one.name` and `({ name }) =>`, each after the slice of the code. The code
 * of a program is read once.
 */
function namesInCode(program: ts.Program): ReadonlySet<string> {
  const known = namesByProgram.get(program)
  if (known) return known
  const found = new Set<string>()
  namesByProgram.set(program, found)
  const visit = (node: ts.Node, slice: string): void => {
    if (ts.isPropertyAccessExpression(node)) found.add(`${slice} ${node.name.text}`)
    if (ts.isBindingElement(node)) found.add(`${slice} ${(node.propertyName ?? node.name).getText()}`)
    ts.forEachChild(node, child => visit(child, slice))
  }
  for (const source of program.getSourceFiles()) {
    const slice = sliceOf(source)
    if (slice !== null) visit(source, slice)
  }
  return found
}

const sliceOf = ({ fileName }: ts.SourceFile): string | null =>
  /\/server\/features\/([\w-]+)\//.exec(fileName)?.[1] ?? null
