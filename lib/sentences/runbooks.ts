/** What to do first, by rule; `docs/runbooks/` has the same words and the rest. */
export const runbooks: Record<string, { file: string; steps: readonly string[] }> = {
  twilio_down: {
    file: 'twilio-down',
    steps: [
      'See whether status.twilio.com reports an incident.',
      'Leave Retry alone: waiting runs go on by themselves, at a limited rate, once Twilio answers.',
      'If Twilio reports nothing, run npm run doctor: it tries our key.',
      'If it lasts longer than an hour, stop new customers with "Stop provisioning…": the old system serves them meanwhile.',
    ],
  },
  vapi_down: {
    file: 'vapi-down',
    steps: [
      'See whether status.vapi.ai reports an incident.',
      'Leave Retry alone: numbers bought meanwhile are kept and linked once VAPI answers.',
      'If VAPI reports nothing, run npm run doctor: it tries our key.',
      'If it lasts longer than an hour, stop new customers with "Stop provisioning…": every purchase costs before it can answer.',
    ],
  },
  halted: {
    file: 'halted',
    steps: [
      'Read the code in the sentence: it names what a provider refused for good (a revoked key, an empty balance, a suspended account).',
      'Mend the cause at the provider, then run npm run doctor until it finds nothing.',
      'An admin presses "Resume…" on this incident, once for each scope that stands still.',
      'Watch Runs: what waited drains at a limited rate.',
    ],
  },
  provisioning_failures: {
    file: 'provisioning-failures',
    steps: [
      'Open the runs behind it and look at the error codes: one code is one cause.',
      'Open one failed run: it says whose fault it is and whether retrying is safe.',
      'Mend the cause, then retry the safe ones in bulk from Runs.',
      'If it began with a deployment or a raised rollout, take that back first.',
    ],
  },
  twilio_errors: {
    file: 'twilio-errors',
    steps: [
      'See whether status.twilio.com reports an incident.',
      'Open the runs behind it and look at the error codes: 20429 means too many calls at once, so lower max_in_flight.',
      'Leave Retry alone while the provider fails; use "Check first" for customers on the phone.',
      'When Twilio answers again, resume the rollout if the guard held it. Waiting runs drain by themselves.',
    ],
  },
  vapi_failures: {
    file: 'vapi-failures',
    steps: [
      'See whether status.vapi.ai reports an incident.',
      'Open the runs behind it and look at the error codes: a refused import names the field that VAPI did not like.',
      'A deleted assistant is the customer’s own data: open the customer, and tell them.',
      'When VAPI answers again, retry the safe ones in bulk from Runs.',
    ],
  },
  database_connections: {
    file: 'database-connections',
    steps: [
      'Look at connections and database time on Overview, and at status.supabase.com.',
      'If connections are near their limit, find who holds them: select state, count(*) from pg_stat_activity group by 1.',
      'Lower max_in_flight to leave connections to the product.',
      'Runs that lost the database go on from their last step by themselves: nothing to repair.',
    ],
  },
  function_timeouts: {
    file: 'function-timeouts',
    steps: [
      'Open the runs behind it and see at which step they end: a slow provider shows there.',
      'Compare provider times on Overview with the hour before.',
      'If one provider is slow for long, raise provider_timeout_ms and attempt_ms so that an attempt fits its lease.',
      'Timed-out attempts are taken up again by themselves.',
    ],
  },
  stuck_queue: {
    file: 'stuck-queue',
    steps: [
      'See whether provisioning is stopped or stands still: a banner says so on every page.',
      'Run npm run doctor: it checks the function’s address and its key in Vault.',
      'Look whether the sweep runs: select max(start_time) from cron.job_run_details.',
      'If runs start but the queue grows, raise max_in_flight, unless Twilio answers 429.',
    ],
  },
  dead_cron: {
    file: 'dead-cron',
    steps: [
      'See which job fails: select jobname, status, return_message from cron.job_run_details join cron.job using (jobid) order by start_time desc limit 20.',
      'If no job runs at all, restart the database in Supabase: pg_cron starts with it.',
      'If one job is missing or inactive, npm run doctor names it.',
      'Until it runs again, new payments still start runs; retries and the drift scan wait.',
    ],
  },
  dead_trigger: {
    file: 'dead-trigger',
    steps: [
      'Run npm run doctor: it names a trigger that is missing or disabled.',
      'Enable it: alter table public.subscriptions enable trigger subscription_phone_provision_trigger.',
      'The drift scan starts the missing runs within five minutes; or open a customer and press Provision.',
      'If a rollback switched it off on purpose, go back with npm run rollback -- --back.',
    ],
  },
  orphaned_numbers: {
    file: 'orphaned-numbers',
    steps: [
      'Find them: Numbers, Orphan (what Twilio alone knows) and Orphaned (what the ledger knows).',
      'Press each one’s remedy: Adopt, Give back… or Check first. The engine looks at Twilio once more before it does anything.',
      'If many appear at once, stop provisioning: every purchase may be lost the same way.',
      'Press Compare now: the list is of the last comparison, and a verdict needs two.',
    ],
  },
  guard_holds: {
    file: 'guard-holds',
    steps: [
      'Read the guard’s reason on Rollout: it names the condition and its counts.',
      'Mend that cause first; nobody new enters meanwhile, and live numbers are not touched.',
      'Resume on Rollout with a reason. Only a person resumes.',
      'If it holds again at once, lower the percentage.',
    ],
  },
  late_comparison: {
    file: 'late-comparison',
    steps: [
      'Open Numbers: its first line says when the last comparison came to nothing, and why.',
      'Press Compare now and watch it: it says at which provider it stands.',
      'If a key was refused, npm run doctor names it. If a listing is incomplete each time, numbers come and go while they are read: try when it is quiet.',
      'If none is even started, see whether the job compare_inventory runs and whether the Edge Function inventory-reconcile is deployed.',
    ],
  },
  untaken_handovers: {
    file: 'untaken-handovers',
    steps: [
      'Open the runs behind it: the code says whether the old system refuses, does not answer, or cannot be reached.',
      'See whether the old system is up, and whether OLD_SYSTEM_URL and OLD_SYSTEM_SECRET are what it expects.',
      'If it lasts, let those customers in on Rollout (a higher percentage, an allow, the kill switch off), or serve them by hand.',
      'Leave Retry alone: every hand-over goes again by itself until it is taken, at the latest five minutes after the last try.',
    ],
  },
  foreign_numbers: {
    file: 'foreign-numbers',
    steps: [
      'Open the runs behind it: each step names the number, which was neither used nor given back.',
      'Find whose it is: its name at Twilio, and select user_id, status from phone_numbers where e164_number = the number.',
      'If the old system buys in the same account, see that it asks rollout_decision before it buys.',
      'If the number’s name or voice URL at Twilio is ours by now, have its owner set it again. Then press Retry: it takes another number.',
    ],
  },
}
