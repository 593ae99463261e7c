begin;
set local search_path = public, extensions;
select plan(27);

-- What private.customer_status says of a ledger state, a hold, a decision and the last run.
create function pg_temp.say(p_state text, p_hold text, p_desired text, p_reason text, p_run text, p_code text default null, p_linked text default null, p_released boolean default false, p_failed text default null)
returns text language sql as $$
  select s.status || ' ' || s.reason_code from private.customer_status(jsonb_build_object(
    'purchases', case when p_state is null then '[]'::jsonb else jsonb_build_array(jsonb_build_object('state', p_state, 'assistant_id', p_linked, 'failed_code', p_failed)) end,
    'hold', case when p_hold is not null then jsonb_build_object('mode', p_hold) end,
    'user_settings', jsonb_build_object('vapi_assistant_id', 'asst'), 'ever_released', p_released), p_desired, p_reason, p_run, p_code) s
$$;

select is(pg_temp.say('recorded', null, 'assigned', 'paid', 'succeeded', null, 'asst'), 'working paid', 'linked to the customer’s assistant: working');
select is(pg_temp.say('recorded', null, 'assigned', 'paid', 'failed', 'number_missing', 'asst'), 'needs_attention number_missing', 'unless the last look failed');
select is(pg_temp.say('recorded', null, 'assigned', 'paid', 'succeeded', null, 'asst', false, 'number_missing'), 'needs_attention number_missing', 'nor does a run make it well that has not looked');
select is(pg_temp.say('recorded', null, 'assigned', 'paid', 'processing', null, 'asst', false, 'number_missing'), 'being_set_up paid', 'while one may be looking it does not work yet');
select is(pg_temp.say('recorded', null, 'assigned', 'paid', 'failed', 'vapi_blocked', 'asst', false, 'number_missing'), 'needs_attention vapi_blocked', 'the newest failure says it');
select is(pg_temp.say('recorded', null, 'paused', 'free_tier', 'succeeded', null, null, false, 'number_missing'), 'needs_attention number_missing', 'also of a number that nobody is to answer');
select is(pg_temp.say('recorded', 'freeze', 'untouched', 'hold_freeze', 'skipped', null, 'asst', false, 'number_missing'), 'on_hold hold_freeze', 'a freeze stands above that as well');
select is(pg_temp.say('recorded', null, 'assigned', 'paid', 'retry_scheduled'), 'being_set_up paid', 'not linked yet, and the engine is on it');
select is(pg_temp.say('recorded', null, 'assigned', 'paid', 'succeeded', null, 'other'), 'needs_attention paid', 'linked to another assistant, and nobody is on it');
select is(pg_temp.say(null, null, 'assigned', 'paid', null), 'needs_attention no_run', 'paid, and no run was ever started');
select is(pg_temp.say('recorded', 'freeze', 'untouched', 'hold_freeze', 'failed', '20503', 'asst'), 'on_hold hold_freeze', 'a freeze stands above everything');
select is(pg_temp.say('recorded', 'paused', 'paused', 'hold_paused', 'pending', null, 'asst'), 'being_set_up hold_paused', 'being paused by staff');
select is(pg_temp.say('recorded', 'paused', 'paused', 'hold_paused', 'succeeded'), 'paused hold_paused', 'paused by staff');
select is(pg_temp.say('recorded', 'paused', 'paused', 'hold_paused', 'failed', 'vapi_unavailable', 'asst'), 'needs_attention vapi_unavailable', 'a pause that failed is not hidden by its hold');
select is(pg_temp.say('recorded', 'released', 'released', 'hold_released', 'processing', null, 'asst'), 'being_set_up hold_released', 'being released by staff');
select is(pg_temp.say('releasing', 'released', 'untouched', 'hold_released', 'retry_scheduled'), 'being_set_up hold_released', 'also past the point of no return');
select is(pg_temp.say('releasing', 'released', 'untouched', 'hold_released', 'failed', '22400'), 'needs_attention 22400', 'a release that failed is not hidden by its hold');
select is(pg_temp.say('releasing', null, 'untouched', 'cancelled', 'failed', '20503'), 'needs_attention 20503', 'nor is one that nobody asked for');
select is(pg_temp.say(null, 'released', 'untouched', 'hold_released', 'succeeded', null, null, true), 'released hold_released', 'released by staff');
select is(pg_temp.say(null, null, 'untouched', 'cancelled', 'succeeded', null, null, true), 'released cancelled', 'released because the plan ended');
select is(pg_temp.say(null, null, 'untouched', 'free_tier', 'skipped'), 'not_eligible free_tier', 'nothing is due');
select is(pg_temp.say('recorded', null, 'paused', 'free_tier', 'succeeded'), 'paused free_tier', 'downgraded: kept, and nobody answers');

-- What a retry is for somebody whose buy is not settled: by Twilio's last answer to it, and by the code of the run.
insert into auth.users (id, email) values ('00000000-0000-0000-0000-0000000000a1', 'a@example.com');
insert into phone_number_purchases (user_id, e164_number, tag, state) values ('00000000-0000-0000-0000-0000000000a1', '+15125550142', 't', 'intended');
insert into phone_provision_logs (id, subject_id, user_id, trigger_action, status, finished_at) values (1, '00000000-0000-0000-0000-0000000000a1', '00000000-0000-0000-0000-0000000000a1', 'provision', 'failed', now());
create function pg_temp.judge(p_code text, p_answer text default null) returns text language plpgsql as $$
begin
  if p_answer is not null then
    insert into phone_provision_steps (run_id, user_id, attempt, step, provider, outcome, started_at, duration_ms)
    values (1, '00000000-0000-0000-0000-0000000000a1', 1, 'buy_number', 'twilio', p_answer, clock_timestamp(), 1);
  end if;
  return (select concat_ws(' ', j.fault, j.retry) from private.judge_reason('needs_attention', p_code, 'intended', '00000000-0000-0000-0000-0000000000a1') j);
end
$$;
select is(pg_temp.judge('20503'), 'twilio check_first', 'never asked: a look comes first');
select is(pg_temp.judge('paid'), 'us check_first', 'also without a code');
select is(pg_temp.judge('20003', 'unknown'), 'twilio check_first', 'no answer to the buy weighs more than what went wrong later');
select is(pg_temp.judge('21649', 'failed'), 'compliance useless', 'a refusal is an answer');
select is((select j.retry from private.judge_reason('needs_attention', '20503', null, '00000000-0000-0000-0000-0000000000a1') j), 'safe', 'without an open buy the code alone says it');
select * from finish();
rollback;
