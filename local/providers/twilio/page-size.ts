/** How many items a page shall have, 50 unless asked; null when that is more than Twilio gives. */
export function readPageSize(query: URLSearchParams): number | null {
  const size = Number(query.get('PageSize') ?? 50)
  return Number.isInteger(size) && size >= 1 && size <= 1000 ? size : null
}
