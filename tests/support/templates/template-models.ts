import { readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

/**
 * A template and the type of its model. A fragment is a partial rendered alone; a compiled template has no page around it.
 */
export type Rendered = { template: string; model: ts.Type; by: 'view' | 'createPartialRenderer' | 'compile' }
export type Models = { program: ts.Program; rendered: Rendered[]; chrome: ts.Type; frame: ts.Type }

const renders = /\b(view|createPartialRenderer|compile)</

/**
 * Reads from the program the model type of each template: `view<Page>('x')`, `createPartialRenderer<Model>('x')`, `compile<Model>(…
 * 'views/x.hbs')`.
 */
export function readModels(): Models {
  const read = (file: string) => readFileSync(file, 'utf8')
  const { options, fileNames } = ts.parseJsonConfigFileContent(
    ts.readConfigFile('tsconfig.json', read).config,
    ts.sys,
    process.cwd(),
  )
  const files = fileNames.filter(file => path.relative('server', file)[0] !== '.' && renders.test(read(file)))
  const asked = { ...options, incremental: false }
  const program = ts.createProgram(files, asked, ts.createCompilerHost(asked, true))
  const sources = files.flatMap(file => program.getSourceFile(file) ?? [])
  return { program, rendered: sources.flatMap(source => renderedIn(source, program)), ...frameOf(program) }
}

function renderedIn(source: ts.SourceFile, program: ts.Program): Rendered[] {
  const found: Rendered[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const by = renders.exec(`${nameOf(node.expression)}<`)?.[1] as Rendered['by'] | undefined
      const [model] = node.typeArguments ?? []
      const template = templateIn(node.arguments.map(argument => argument.getText()).join(), by)
      if (by && model && template)
        found.push({ by, template, model: program.getTypeChecker().getTypeFromTypeNode(model) })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

const nameOf = (called: ts.Expression): string =>
  (ts.isPropertyAccessExpression(called) ? called.name : called).getText()

const templateIn = (given: string, by: Rendered['by'] | undefined): string | undefined =>
  (by === 'compile' ? /'views\/([^']+\.hbs)'/ : /'([^']+)'/).exec(given)?.[1]

/** Returns the types of what the layout provides around each page, and of what a page may tell the layout. */
function frameOf(program: ts.Program): { chrome: ts.Type; frame: ts.Type } {
  const source = program.getSourceFiles().find(({ fileName }) => fileName.endsWith('server/web/pages/chrome.ts'))
  const module = source && program.getTypeChecker().getSymbolAtLocation(source)
  const typeOf = (name: string): ts.Type => {
    const symbol = module && program.getTypeChecker().tryGetMemberInModuleExports(name, module)
    if (!symbol) throw new Error(`chrome.ts has no ${name}`)
    return program.getTypeChecker().getDeclaredTypeOfSymbol(symbol)
  }
  return { chrome: typeOf('Chrome'), frame: typeOf('PageFrame') }
}
