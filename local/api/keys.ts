/** The two keys of a project. */
export type ApiKeys = { publishable: string; secret: string }
