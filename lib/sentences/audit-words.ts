import { capitalise } from '@/lib/format/words'

const labels: Record<string, string> = {
  retry: 'Retry',
  provision: 'Provision',
  pause: 'Pause',
  resume: 'Resume',
  release: 'Release',
  relink: 'Relink',
  check: 'Check first',
  hold: 'Put on hold',
  unhold: 'Take off hold',
  add_note: 'Add a note',
  edit_note: 'Edit a note',
  delete_note: 'Delete a note',
  add_staff_member: 'Add to staff',
  change_staff_member: 'Change a staff member',
  remove_staff_member: 'Remove from staff',
  set_rollout_percentage: 'Set the rollout',
  set_rollout_overrides: 'Change allow and deny lists',
  revert_rollout_change: 'Revert a rollout change',
  stop_provisioning: 'Stop provisioning',
  start_provisioning: 'Start provisioning',
  resume_rollout: 'Resume the rollout',
  resume_provisioning: 'Resume after a halt',
  stop_dispatch: 'Stop dispatch',
  start_dispatch: 'Start dispatch',
  activate_provisioning: 'Activate Switchboard',
  bulk_mend: 'Mend many customers',
  bulk_retry: 'Retry many customers',
  bulk_check: 'Check many customers',
  bulk_release: 'Release many numbers',
  bulk_abort: 'Stop a bulk job',
  acknowledge_incident: 'Acknowledge an incident',
  silence_incident: 'Silence an incident',
  end_silence: 'End a silence',
  change_alert_rule: 'Change an alert rule',
  send_test_notification: 'Send a test notification',
  export_customers: 'Export customers',
  compare_inventory: 'Compare the numbers',
  adopt_number: 'Adopt a number',
  give_back_number: 'Give a number back',
  remove_import_number: 'Remove an import at VAPI',
  export_runs: 'Export runs',
}

/** An action of the audit trail in words; one that is not listed yet is shown by its own name. */
export function auditLabel(action: string): string {
  const label = labels[action]
  if (label) return label
  const words = action.replaceAll('_', ' ')
  return capitalise(words)
}
