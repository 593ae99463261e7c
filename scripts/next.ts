import { spawn } from 'node:child_process'
import { nextBin } from '../local/stack/app-build.ts'
import { onStop } from '../local/stack/lifetime.ts'
import { root } from '../local/stack/paths.ts'

// Next on Node 24, whatever Node the machine has. The environment is the caller's: see docs/env.md.
const child = spawn(process.execPath, [nextBin, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
})
onStop(() => child.kill('SIGTERM'))
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
