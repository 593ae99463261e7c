import { Field } from './input'

type Props = { value: string; onChange: (value: string) => void; label?: string; /** Where it can be read afterwards. */ keptIn?: string; hint?: string; autoFocus?: boolean; className?: string }

/** Why something is done: asked wherever something changes, and never left empty. */
export function ReasonField({ value, onChange, keptIn = 'the audit trail', label = `Reason, kept in ${keptIn}`, ...rest }: Props) {
  return (
    <Field
      {...rest}
      label={label}
      value={value}
      maxLength={500}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value)}
      refusal={value.trim() === '' ? `Say why: it is kept in ${keptIn}.` : null}
    />
  )
}
