/** Where the numbers of an area code are. */
export type Place = {
  areaCode: string
  locality: string
  region: string
  postalCode: string
  lata: string
  rateCenter: string
  latitude: number
  longitude: number
}

/** Real area codes of the United States, one place for each. */
export const places: readonly Place[] = [
  place('201', 'Jersey City', 'NJ', '07302', '224', 'JERSEYCITY', 40.72, -74.04),
  place('206', 'Seattle', 'WA', '98101', '674', 'SEATTLE', 47.61, -122.33),
  place('212', 'New York', 'NY', '10001', '132', 'NWYRCYZN01', 40.75, -73.99),
  place('213', 'Los Angeles', 'CA', '90012', '730', 'LSAN DA 01', 34.06, -118.24),
  place('214', 'Dallas', 'TX', '75201', '552', 'DALLAS', 32.79, -96.8),
  place('215', 'Philadelphia', 'PA', '19103', '228', 'PHILA', 39.95, -75.17),
  place('303', 'Denver', 'CO', '80202', '656', 'DENVER', 39.75, -105),
  place('305', 'Miami', 'FL', '33130', '460', 'MIAMI', 25.77, -80.2),
  place('312', 'Chicago', 'IL', '60601', '358', 'CHICAGO', 41.89, -87.62),
  place('313', 'Detroit', 'MI', '48226', '340', 'DETROITZN1', 42.33, -83.05),
  place('314', 'Saint Louis', 'MO', '63101', '520', 'ST LOUIS', 38.63, -90.19),
  place('317', 'Indianapolis', 'IN', '46204', '336', 'INDIANAPLS', 39.77, -86.16),
  place('404', 'Atlanta', 'GA', '30303', '438', 'ATLANTA', 33.75, -84.39),
  place('407', 'Orlando', 'FL', '32801', '458', 'ORLANDO', 28.54, -81.38),
  place('408', 'San Jose', 'CA', '95113', '722', 'SNJS WEST', 37.33, -121.89),
  place('410', 'Baltimore', 'MD', '21201', '238', 'BALTIMORE', 39.29, -76.62),
  place('412', 'Pittsburgh', 'PA', '15222', '234', 'PITTSBURGH', 40.44, -80),
  place('414', 'Milwaukee', 'WI', '53202', '356', 'MILWAUKEE', 43.04, -87.91),
  place('415', 'San Francisco', 'CA', '94103', '722', 'SNFC CNTRL', 37.77, -122.41),
  place('502', 'Louisville', 'KY', '40202', '462', 'LOUISVILLE', 38.25, -85.76),
  place('503', 'Portland', 'OR', '97204', '672', 'PORTLAND', 45.52, -122.68),
  place('504', 'New Orleans', 'LA', '70112', '490', 'NEWORLEANS', 29.96, -90.08),
  place('505', 'Albuquerque', 'NM', '87102', '664', 'ALBUQUERQ', 35.08, -106.65),
  place('512', 'Austin', 'TX', '78701', '558', 'AUSTIN', 30.27, -97.74),
  place('513', 'Cincinnati', 'OH', '45202', '922', 'CINCINNATI', 39.1, -84.51),
  place('602', 'Phoenix', 'AZ', '85003', '666', 'PHOENIX', 33.45, -112.07),
  place('612', 'Minneapolis', 'MN', '55401', '628', 'TWINCITIES', 44.98, -93.27),
  place('614', 'Columbus', 'OH', '43215', '324', 'COLUMBUS', 39.97, -83),
  place('615', 'Nashville', 'TN', '37203', '470', 'NASHVILLE', 36.15, -86.79),
  place('617', 'Boston', 'MA', '02108', '128', 'BOSTON', 42.36, -71.06),
  place('619', 'San Diego', 'CA', '92101', '732', 'SNDG SNDG', 32.72, -117.16),
  place('702', 'Las Vegas', 'NV', '89101', '721', 'LAS VEGAS', 36.17, -115.14),
  place('704', 'Charlotte', 'NC', '28202', '422', 'CHARLOTTE', 35.23, -80.84),
  place('713', 'Houston', 'TX', '77002', '560', 'HOUSTON', 29.76, -95.36),
  place('737', 'Austin', 'TX', '78701', '558', 'AUSTIN', 30.27, -97.74),
  place('801', 'Salt Lake City', 'UT', '84101', '660', 'SALT LAKE', 40.76, -111.9),
  place('804', 'Richmond', 'VA', '23219', '248', 'RICHMOND', 37.54, -77.44),
  place('808', 'Hilo', 'HI', '96720', '834', 'HILO', 19.72, -155.09),
  place('813', 'Tampa', 'FL', '33602', '952', 'TAMPACEN', 27.95, -82.46),
  place('816', 'Kansas City', 'MO', '64106', '524', 'KANSASCITY', 39.1, -94.57),
  place('907', 'Anchorage', 'AK', '99501', '832', 'ANCHORAGE', 61.22, -149.86),
  place('916', 'Sacramento', 'CA', '95814', '726', 'SCRM MAIN', 38.58, -121.49),
]

function place(
  areaCode: string,
  locality: string,
  region: string,
  postalCode: string,
  lata: string,
  rateCenter: string,
  latitude: number,
  longitude: number,
): Place {
  return { areaCode, locality, region, postalCode, lata, rateCenter, latitude, longitude }
}
