import { delayedByUs, lookingIntoIt, type CatalogueEntry } from './types.ts'

const again: Pick<CatalogueEntry, 'fault' | 'retry' | 'staff' | 'customer'> = {
  fault: 'us',
  retry: 'yes',
  staff: 'It goes again by itself; if it lasts, call the engineer on duty.',
  customer: delayedByUs,
}

/** Our own functions. */
export const functionErrors: Record<string, CatalogueEntry> = {
  function_error: { ...again, reason: 'Our function failed.' },
  lease_expired: { ...again, reason: 'Our worker stopped in the middle.' },
  out_of_time: { ...again, reason: 'The attempt ran out of time.' },
  state_changed: { ...again, reason: 'The facts changed while the run was at work.' },
  timeout: { ...again, reason: 'Our function did not answer.' },
  network: { ...again, reason: 'Our function could not be reached.' },
  unavailable: { ...again, reason: 'Our function was not available.' },
  config_missing: { fault: 'us', retry: 'halt', haltScope: 'all', reason: 'A secret of the functions is missing.', staff: 'The developer on duty sets the secret that the message names; then an admin resumes.', customer: delayedByUs },
  foreign_number: { fault: 'us', retry: 'no', reason: 'Another system already owned the number.', staff: 'Nothing was taken. Retry buys another number; tell engineering about this one.', customer: delayedByUs },
  number_conflict: { fault: 'us', retry: 'no', reason: 'The customer already has another number.', staff: 'The second number was given back. Look at which one they should keep.', customer: null },
  release_brake: { fault: 'us', retry: 'halt', haltScope: 'release', reason: 'Too many releases in an hour: stopped to be safe.', staff: 'An admin looks at who is losing numbers and resumes when it is meant.', customer: null },
  project_mismatch: { fault: 'us', retry: 'halt', haltScope: 'all', reason: 'This database belongs to another project.', staff: 'A copy must not touch live numbers. The developer sets the project reference.', customer: null },
}

/** The database, by SQLSTATE. */
export const databaseErrors: Record<string, CatalogueEntry> = {
  connection: { ...again, reason: 'The database did not answer.' },
  '57014': { ...again, reason: 'The database took too long.' },
  '40001': { ...again, reason: 'Two changes met in the database.' },
  '40P01': { ...again, reason: 'Two changes met in the database.' },
  '53300': { ...again, reason: 'The database had no free connection.' },
  '23505': { fault: 'us', retry: 'no', reason: 'The database already holds this number.', staff: 'Check first; then tell engineering.', customer: lookingIntoIt },
  '23514': { fault: 'us', retry: 'no', reason: 'The database refused a value.', staff: 'Tell engineering.', customer: lookingIntoIt },
  '42501': { fault: 'us', retry: 'no', reason: 'The functions lack a right in the database.', staff: 'Tell engineering: a grant is missing.', customer: delayedByUs },
}
