// Stands in for `server-only`, which throws outside a Next server.
export const nothing = null
