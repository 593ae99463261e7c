'use client'

import { useState } from 'react'
import { themeCookie, type Theme } from './theme'

/** The theme and how to change it: at once here, and by the cookie on every later page. */
export function useTheme(remembered: Theme): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(remembered)
  const change = (next: Theme) => {
    document.cookie = `${themeCookie}=${next}; path=/; max-age=31536000; samesite=lax`
    if (next === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = next
    setTheme(next)
  }
  return [theme, change]
}
