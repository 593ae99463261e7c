// Runs before anything else in the browser. Zod builds parsers with `new Function` where it may; the content policy forbids that, and even
// the attempt is reported as a violation. This global is where Zod keeps its settings; setting it here costs no page the library.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
