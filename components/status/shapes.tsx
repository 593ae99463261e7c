import type { ReactNode } from 'react'

const ring = <circle cx="7" cy="7" r="5.25" />
const disc = <circle cx="7" cy="7" r="6" fill="currentColor" stroke="none" />
const octagon = 'M4.7 1.5h4.6l3.2 3.2v4.6l-3.2 3.2H4.7L1.5 9.3V4.7z'
const cutOut = { stroke: 'var(--status-cut, var(--canvas))' }

/** Every shape of the vocabulary, drawn on 14 × 14. What is cut out of a filled shape takes the ground's colour. */
export const shapes = {
  'disc-check': (
    <>
      {disc}
      <path d="m4.4 7.2 1.8 1.8 3.4-3.8" style={cutOut} />
    </>
  ),
  'disc-cross': (
    <>
      {disc}
      <path d="m5 5 4 4M9 5 5 9" style={cutOut} />
    </>
  ),
  turning: (
    <>
      <circle cx="7" cy="7" r="5.25" opacity="0.3" />
      <path d="M7 1.75A5.25 5.25 0 0 1 12.25 7" />
    </>
  ),
  triangle: (
    <>
      <path d="M7 1.4 13.2 12.4H.8z" fill="currentColor" stroke="currentColor" strokeWidth="1" />
      <path d="M7 5.4v3.2M7 10.6v.01" style={cutOut} />
    </>
  ),
  padlock: (
    <>
      <rect x="2.25" y="6" width="9.5" height="6.75" rx="1.25" fill="currentColor" stroke="none" />
      <path d="M4.25 6V4.25a2.75 2.75 0 0 1 5.5 0V6" />
    </>
  ),
  'ring-bars': (
    <>
      {ring}
      <path d="M5.6 5.2v3.6M8.4 5.2v3.6" />
    </>
  ),
  'ring-minus': (
    <>
      {ring}
      <path d="M4.75 7h4.5" />
    </>
  ),
  'ring-slash': (
    <>
      {ring}
      <path d="m3.4 10.6 7.2-7.2" />
    </>
  ),
  square: <rect x="2" y="2" width="10" height="10" rx="2" />,
  'dotted-ring': <circle cx="7" cy="7" r="5.25" strokeDasharray="0.01 3.29" strokeWidth="1.9" />,
  clock: (
    <>
      {ring}
      <path d="M7 4.2V7l1.9 1.2" />
    </>
  ),
  'ring-chevron': (
    <>
      {ring}
      <path d="M6.1 4.9 8.2 7 6.1 9.1" />
    </>
  ),
  'ring-behind-disc': (
    <>
      <circle cx="5" cy="7" r="4.25" fill="currentColor" stroke="none" />
      <path d="M7.6 3.1a4.25 4.25 0 1 1 0 7.8" />
    </>
  ),
  'circular-arrow': (
    <>
      <path d="M11.6 4.2A5.25 5.25 0 1 0 12.25 7" />
      <path d="M11.9 1.4v3H8.9" />
    </>
  ),
  'half-diamond': (
    <>
      <path d="M7 1.25 12.75 7 7 12.75 1.25 7z" />
      <path d="M7 1.25v11.5L1.25 7z" fill="currentColor" stroke="none" />
    </>
  ),
  'ring-cross': (
    <>
      {ring}
      <path d="m5.25 5.25 3.5 3.5m0-3.5-3.5 3.5" />
    </>
  ),
  octagon: (
    <>
      <path d={octagon} />
      <path d="M7 4.2v3.4M7 9.7v.01" />
    </>
  ),
  'octagon-filled': (
    <>
      <path d={octagon} fill="currentColor" />
      <path d="M7 4.2v3.4M7 9.7v.01" style={cutOut} />
    </>
  ),
  'octagon-down': (
    <>
      <path d={octagon} />
      <path d="M7 4.4v5M5 7.4l2 2 2-2" />
    </>
  ),
  'octagon-check': (
    <>
      <path d={octagon} />
      <path d="m4.7 7.2 1.6 1.6 3-3.3" />
    </>
  ),
  'octagon-minus': (
    <>
      <path d={octagon} />
      <path d="M4.75 7h4.5" />
    </>
  ),
  'dot-halo': (
    <>
      <circle cx="7" cy="7" r="3.25" fill="currentColor" stroke="none" />
      <circle cx="7" cy="7" r="5.75" strokeWidth="1" opacity="0.4" />
    </>
  ),
  'struck-dot': (
    <>
      <circle cx="7" cy="7" r="3" />
      <path d="M2 12 12 2" />
    </>
  ),
  'half-ring': (
    <>
      {ring}
      <path d="M7 1.75a5.25 5.25 0 0 0 0 10.5z" fill="currentColor" stroke="none" />
    </>
  ),
  'ring-dots': (
    <>
      {ring}
      <path d="M4.6 7v.01M7 7v.01M9.4 7v.01" />
    </>
  ),
  person: (
    <>
      <circle cx="7" cy="4.2" r="2.6" fill="currentColor" stroke="none" />
      <path d="M1.9 12.6c.5-2.8 2.6-4.4 5.1-4.4s4.6 1.6 5.1 4.4z" fill="currentColor" stroke="none" />
    </>
  ),
} satisfies Record<string, ReactNode>

export type Shape = keyof typeof shapes
