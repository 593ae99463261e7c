export { pick, seededRandom } from '../../traffic/random.ts'

/** Numbers in [0, 1). */
export type Random = () => number
