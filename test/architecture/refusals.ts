/** The codes of everything that the API refuses, by the types of its source; and those that the console has Dutch words for. */
import { join } from 'node:path'
import ts from 'typescript'

/** Which of its arguments is the code. */
const REFUSING: Readonly<Record<string, number>> = { conflict: 0, badRequest: 0, refuse: 1, problemOf: 1 }
/** Of the page that speaks first, and of all that come after it. */
const RECORDS = ['refused', 'REFUSALS_NL']

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  ts.forEachChild(node, (child) => {
    walk(child, visit)
  })
}

/** Each code that a file below the folder may answer with, and those files; what is not one of a few codes stands there as its type. */
export function codesOf(root: string, folder: string): ReadonlyMap<string, readonly string[]> {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file)) as { config: unknown }
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const below = join(root, folder)
  const program = ts.createProgram(
    fileNames.filter((file) => file.startsWith(below)),
    { ...options, noEmit: true },
  )
  const checker = program.getTypeChecker()
  const codes = new Map<string, string[]>()
  for (const source of program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(below)))
    walk(source, (node) => {
      if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return
      const code = node.arguments[REFUSING[node.expression.text] ?? -1]
      if (!code) return
      const type = checker.getTypeAtLocation(code)
      for (const one of type.isUnion() ? type.types : [type]) {
        const name = one.isStringLiteral() ? one.value : checker.typeToString(one)
        codes.set(name, [...(codes.get(name) ?? []), source.fileName.slice(root.length + 1)])
      }
    })
  return codes
}

/** The codes that a text of the console has words for. That all languages have the same ones, their types see to. */
export function wordedIn(text: string): string[] {
  const worded: string[] = []
  walk(ts.createSourceFile('texts.ts', text, ts.ScriptTarget.Latest, true), (node) => {
    if (!(ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node)) || !RECORDS.includes(node.name.getText())) return
    if (node.initializer)
      walk(node.initializer, (inner) => {
        if (ts.isPropertyAssignment(inner) && (ts.isStringLiteral(inner.name) || ts.isIdentifier(inner.name))) worded.push(inner.name.text)
      })
  })
  return worded
}
