import { createTableHook, tableFeatures } from '@tanstack/react-table'

/** The tables of the console: rows come filtered, ordered and paged by the database, so a table only lays out columns. */
export const { useAppTable, createAppColumnHelper } = createTableHook({ features: tableFeatures({}) })
