// Plain JavaScript for whatever Node the machine has (18 or later): makes node_modules agree with the lockfile, then runs
// the given TypeScript file on the Node 24 that npm installed, passing signals down and the exit code up.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

function lockedPackages(file) {
  return JSON.parse(readFileSync(join(root, file), 'utf8')).packages ?? {};
}

function isInstalled() {
  if (!existsSync(node) || !existsSync(join(root, 'node_modules', '.package-lock.json'))) return false;
  try {
    const wanted = lockedPackages('package-lock.json');
    const present = lockedPackages('node_modules/.package-lock.json');
    // Optional packages are for other machines; everything else must be there as locked.
    return Object.entries(wanted).every(([path, entry]) =>
      path === '' || (present[path] ? present[path].version === entry.version && present[path].integrity === entry.integrity : entry.optional === true));
  } catch {
    return false;
  }
}

function install() {
  process.stderr.write('Installing the packages of package-lock.json (npm ci). The first time takes a minute or two.\n');
  const started = Date.now();
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (done.error) fail(`npm could not be started: ${done.error.message}`);
  if (done.signal) process.exit(130);
  if (done.status !== 0) fail('npm ci failed (see above). Is the npm registry reachable?');
  if (!isInstalled()) fail('npm ci ended well, yet node_modules does not match package-lock.json. Delete node_modules and try again.');
  process.stderr.write(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s.\n`);
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function endGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left in the group.
  }
}

function run(script, args) {
  // A process group of its own, so that nothing outlives the command even when it is killed the hard way.
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', resolve(root, script), ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached: process.platform !== 'win32',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`Node 24 could not be started: ${error.message}`));
  child.on('exit', (code, signal) => {
    endGroup(child.pid);
    process.exit(signal ? 128 + (signal === 'SIGINT' ? 2 : signal === 'SIGTERM' ? 15 : 9) : code ?? 1);
  });
}

const [script, ...args] = process.argv.slice(2);
if (!script) fail('usage: node local/bootstrap.mjs <file.ts> [arguments]');
if (Number(process.versions.node.split('.')[0]) < 18) fail(`Node ${process.versions.node} is too old: version 18 or later is needed to start.`);
if (!isInstalled()) install();
run(script, args);
