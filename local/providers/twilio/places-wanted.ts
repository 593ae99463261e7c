import { places } from './area-codes.ts'
import type { Place } from './area-codes.ts'

/** The places that a search asks for; all when it names none. */
export function placesWanted(query: URLSearchParams): Place[] {
  const tests = [
    equals(query.get('AreaCode'), (place) => place.areaCode),
    equals(query.get('InRegion'), (place) => place.region),
    equals(query.get('InLocality'), (place) => place.locality),
    equals(query.get('InPostalCode'), (place) => place.postalCode),
    equals(query.get('InLata'), (place) => place.lata),
    equals(query.get('InRateCenter'), (place) => place.rateCenter),
    nearby(query),
  ]
  return places.filter((place) => tests.every((test) => test(place)))
}

type Test = (place: Place) => boolean

function equals(wanted: string | null, read: (place: Place) => string): Test {
  return (place) => wanted === null || read(place).toLowerCase() === wanted.toLowerCase()
}

function nearby(query: URLSearchParams): Test {
  const centre = readCentre(query)
  const miles = Number(query.get('Distance') ?? 25)
  return (place) => centre === null || distance(centre, place) <= miles
}

type Point = Pick<Place, 'latitude' | 'longitude'>

function readCentre(query: URLSearchParams): Point | null {
  const areaCode = /1(\d{3})\d{7}$/.exec(query.get('NearNumber') ?? '')?.[1]
  const known = places.find((place) => place.areaCode === areaCode)
  if (known) return known
  const [latitude, longitude] = (query.get('NearLatLong') ?? '').split(',').map(Number)
  return latitude !== undefined && longitude !== undefined ? { latitude, longitude } : null
}

/** In miles, on a map that is flat enough for 500 of them. */
function distance(a: Point, b: Point): number {
  const north = (a.latitude - b.latitude) * 69
  const east = (a.longitude - b.longitude) * 69 * Math.cos((a.latitude * Math.PI) / 180)
  return Math.hypot(north, east)
}
