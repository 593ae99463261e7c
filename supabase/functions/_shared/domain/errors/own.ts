import { delayedByUs, lookingIntoIt, type CatalogueEntry, type Treatment } from './types.ts'

const again: Treatment = { fault: 'us', retry: 'yes', staff: 'It goes again by itself; if it lasts, call the engineer on duty.', customer: delayedByUs }
const engineering: Treatment = { fault: 'us', retry: 'no', staff: 'Tell engineering.', customer: lookingIntoIt }
const handover: Treatment = { fault: 'us', retry: 'yes', staff: 'It is handed over again by itself until it is taken.', customer: delayedByUs }
const versions: Treatment = { ...again, staff: 'It goes again by itself; if it lasts, the developer on duty finishes the deploy.' }
const everything: Treatment = { fault: 'us', retry: 'halt', haltScope: 'all', staff: 'Call the engineer on duty; then an admin resumes.', customer: delayedByUs }

/** Our own functions. */
export const functionErrors: Record<string, CatalogueEntry> = {
  function_error: { ...again, reason: 'Our function failed.', verdict: 'Our function failed in a way that nobody foresaw.' },
  lease_expired: { ...again, reason: 'Our worker stopped in the middle.', verdict: 'Our worker stopped in the middle; another one looks at what it left and goes on.' },
  fenced: { ...again, reason: 'Another worker took over this run.', verdict: 'This worker was too slow, so another one took over its run.' },
  out_of_time: { ...again, reason: 'The attempt ran out of time.', verdict: 'The attempt ran out of time; the next one goes on where it stopped.' },
  state_changed: { ...again, reason: 'The facts changed while the run was at work.', verdict: 'The customer’s facts changed while the run was at work, so it starts over.' },
  key_changed: { ...again, reason: 'Our key was changed meanwhile.', verdict: 'A key that was refused has been changed since; it goes again with the new one.' },
  timeout: { ...again, reason: 'Our function did not answer.', verdict: 'One of our functions did not answer the other in time.' },
  network: { ...again, reason: 'Our function could not be reached.', verdict: 'One of our functions could not reach the other.' },
  unavailable: { ...again, reason: 'Our function was not available.', verdict: 'One of our functions was not available to the other.' },
  bad_payload: { ...engineering, reason: 'Our functions did not understand each other.', verdict: 'One of our functions sent the other something that it does not understand.' },
  unauthorized: { ...everything, haltScope: 'vapi', reason: 'Our functions refuse each other’s key.', verdict: 'One of our functions refused the other’s key, so no number can be linked.' },
  not_deployed: { ...everything, haltScope: 'vapi', reason: 'The function that links numbers is not deployed.', verdict: 'The function that links numbers is not deployed in this project.' },
  config_missing: {
    ...everything,
    reason: 'A secret of the functions is missing.',
    verdict: 'A secret of the functions is missing, so nobody can be served.',
    staff: 'The developer on duty sets the secret that the message names; then an admin resumes.',
  },
  handover_not_taken: { ...handover, reason: 'The old system did not take the customer.', verdict: 'The old system answered that it does not take this customer; it is asked again.' },
  handover_no_answer: { ...handover, reason: 'The old system did not answer.', verdict: 'The old system did not answer in time; it is asked again.' },
  handover_unreachable: { ...handover, reason: 'The old system could not be reached.', verdict: 'The old system could not be reached; it is asked again.' },
  handover_blocked_url: {
    ...handover,
    reason: 'The old system’s address is not allowed.',
    verdict: 'The old system’s address is not HTTPS to a public host, so nothing is sent there.',
    staff: 'The developer on duty mends OLD_SYSTEM_URL; then it goes by itself.',
  },
  handover_bad_secret: {
    ...handover,
    reason: 'The old system’s signing secret is malformed.',
    verdict: 'The secret that signs what the old system gets is malformed, so nothing is sent.',
    staff: 'The developer on duty mends OLD_SYSTEM_SECRET; then it goes by itself.',
  },
  foreign_number: {
    reason: 'Another system already owned the number.',
    verdict: 'The number that we were about to use already belonged to another system or customer.',
    fault: 'us',
    retry: 'no',
    staff: 'Nothing was taken. Retry buys another number; tell engineering about this one.',
    customer: delayedByUs,
  },
  number_conflict: {
    reason: 'The customer already has another number.',
    verdict: 'The customer already has another number, so the one just bought was given back.',
    fault: 'us',
    retry: 'no',
    staff: 'The second number was given back. Look at which one they should keep.',
    customer: null,
  },
  release_brake: {
    ...everything,
    haltScope: 'release',
    reason: 'Too many releases in an hour: stopped to be safe.',
    verdict: 'More numbers were about to be given back within an hour than is normal.',
    staff: 'An admin looks at who is losing numbers; Keep the number takes one back, Resume lets the others go.',
    customer: null,
  },
  project_mismatch: {
    ...everything,
    reason: 'This database belongs to another project.',
    verdict: 'This database is a copy of another project’s, so it must not touch live numbers.',
    staff: 'A copy must not touch live numbers. The developer sets the project reference.',
    customer: null,
  },
}

/** What a function's HTTP status means to the function that called it. */
export const functionCodeOfStatus: Record<string, string> = {
  '400': 'bad_payload',
  '401': 'unauthorized',
  '403': 'unauthorized',
  '404': 'not_deployed',
  '413': 'bad_payload',
  '415': 'bad_payload',
  '429': 'unavailable',
}

/** The database, by SQLSTATE. */
export const databaseErrors: Record<string, CatalogueEntry> = {
  connection: { ...again, reason: 'The database did not answer.', verdict: 'The database did not answer; what was done so far is written down.' },
  '57014': { ...again, reason: 'The database took too long.', verdict: 'The database took too long over a question and was stopped.' },
  '55P03': { ...again, reason: 'The database was busy with this customer.', verdict: 'Another change of this customer was under way in the database for too long.' },
  '40001': { ...again, reason: 'Two changes met in the database.', verdict: 'Two changes met in the database; the later one goes again.' },
  '40P01': { ...again, reason: 'Two changes met in the database.', verdict: 'Two changes waited for each other in the database; one of them goes again.' },
  '53300': { ...again, reason: 'The database had no free connection.', verdict: 'The database had no free connection left for us.' },
  PGRST202: { ...versions, reason: 'Database and functions are of different versions.', verdict: 'The database does not know a function that ours call; a deploy is under way.' },
  '42883': { ...versions, reason: 'Database and functions are of different versions.', verdict: 'Something in the database is missing that ours need; a deploy is under way.' },
  '23503': { ...again, reason: 'The account was deleted meanwhile.', verdict: 'The account was deleted while its number was recorded; the number is given back next.' },
  '23505': { ...engineering, reason: 'The database already holds this number.', verdict: 'The database already holds this number for somebody.', staff: 'Check first; then tell engineering.' },
  '23514': { ...engineering, reason: 'The database refused a value.', verdict: 'The database refused a value that we wanted to write.' },
  '42501': { ...engineering, reason: 'The functions lack a right in the database.', verdict: 'The functions lack a right in the database that they need.', staff: 'Tell engineering: a grant is missing.', customer: delayedByUs },
}

/** SQLSTATE classes that pass by themselves: connection, rollback, resources, operator intervention. */
export function isPassingSqlState(code: string): boolean {
  return code === 'connection' || code === '55P03' || /^(08|40|53|57)[0-9A-Z]{3}$/.test(code)
}
