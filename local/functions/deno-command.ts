import { realpathSync } from 'node:fs'
import { join } from 'node:path'

export type DenoTarget = { root: string; folder: string; port: number; env: Record<string, string> }

/** The Deno that npm installed. */
export function denoBinary(root: string): string {
  return join(root, 'node_modules', 'deno', 'deno')
}

/** Where Deno keeps its caches: beside the packages, so that `npm ci` starts afresh. */
export function denoDir(root: string): string {
  return join(root, 'node_modules', '.cache', 'deno')
}

/** How a function is run. Its npm imports are those of package-lock.json: nothing is downloaded, and it works offline. */
export function denoArguments(o: DenoTarget): string[] {
  const readable = [join(o.root, 'supabase', 'functions'), realpathSync(join(o.root, 'node_modules'))]
  return [
    ...['run', '--quiet', '--no-prompt', '--no-lock', '--node-modules-dir=manual'],
    ...['--allow-net', '--allow-env', '--allow-sys', `--allow-read=${readable.join(',')}`],
    `--preload=${join(import.meta.dirname, 'preload.ts')}`,
    join(o.folder, 'index.ts'),
  ]
}

/** What a function sees of the environment: nothing of the developer's own but what a process needs to run. */
export function denoEnvironment(o: DenoTarget): NodeJS.ProcessEnv {
  return {
    NODE_ENV: process.env.NODE_ENV,
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    ...certificates(),
    DENO_DIR: denoDir(o.root),
    DENO_NO_UPDATE_CHECK: '1',
    DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${o.port}`,
    ...o.env,
  }
}

// Behind a company's proxy the providers' certificates are signed by its own authority.
function certificates(): Record<string, string> {
  const bundle = process.env['DENO_CERT'] ?? process.env['NODE_EXTRA_CA_CERTS'] ?? process.env['SSL_CERT_FILE']
  return { ...(bundle ? { DENO_CERT: bundle } : {}), DENO_TLS_CA_STORE: 'mozilla,system' }
}
