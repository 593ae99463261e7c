/** Whether an action makes sense now; if not, why. */
export type Availability = { on: true } | { on: false; why: string }
