import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

const block = 512

/** The text files of a .tar.gz; a bare machine may have no tar. */
export function readArchive(path: string): Array<{ path: string; content: string }> {
  const bytes = gunzipSync(readFileSync(path))
  const files: Array<{ path: string; content: string }> = []
  for (let at = 0; at + block <= bytes.length && bytes[at] !== 0; ) {
    const field = (from: number, length: number): string => (bytes.toString('utf8', at + from, at + from + length).split('\0')[0] ?? '').trim()
    const [name, size, type, prefix] = [field(0, 100), parseInt(field(124, 12), 8), field(156, 1), field(345, 155)]
    const start = at + block
    if (type === '0' || type === '') files.push({ path: prefix ? `${prefix}/${name}` : name, content: bytes.toString('utf8', start, start + size) })
    at = start + Math.ceil(size / block) * block
  }
  return files
}
