-- A million customers and three million runs, as a product that runs for years has them. $CUSTOMERS and $RUNS are put in by the bench.
-- The triggers stand still: what they keep is written here by the same rules.
set synchronous_commit = off;
set maintenance_work_mem = '512MB';
alter table public.profiles disable trigger user;
alter table public.subscriptions disable trigger user;
alter table public.user_settings disable trigger user;
alter table public.provision_customers disable trigger user;
alter table public.phone_provision_logs disable trigger user;
alter table public.phone_number_purchases disable trigger user;

create temporary table people as
select g, md5('million' || g)::uuid as id, 'c' || g || '.' || (array['desk', 'hello', 'office', 'bookings', 'intake', 'front'])[1 + g % 6] || '@' || substr(md5(g::text), 1, 5) || '.example.com' as email,
  case when g % 200 = 0 then 'needs_attention' when g % 1000 = 1 then 'being_set_up' when g % 2500 = 2 then 'on_hold' when g % 10 < 4 then 'working'
    when g % 10 = 4 then 'paused' when g % 10 = 5 then 'released' when g % 10 < 8 then 'not_in_rollout' else 'not_eligible' end as status,
  now() - interval '1 second' * (g * 31) as since
from generate_series(1, $CUSTOMERS) g;

insert into auth.users (id, email) select id, email from people;
insert into public.profiles (id, email, city, state) select id, email, 'Austin', 'TX' from people;
insert into public.subscriptions (user_id, tier_type, status, current)
select id, case when status = 'not_eligible' then 'free' else (array['pro', 'business', 'starter'])[1 + g % 3] end, case when status = 'released' then 'cancelled' else 'active' end, true from people;
insert into public.user_settings (user_id, vapi_assistant_id) select id, md5('assistant' || g)::uuid::text from people;
insert into public.phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, vapi_phone_number_id, assistant_id)
select id, '+1' || (2000000000 + g), 'bench', case when status = 'released' then 'released' else 'recorded' end, 'PN' || md5('sid' || g), md5('vapi' || g)::uuid::text, md5('assistant' || g)::uuid::text
from people where status in ('working', 'paused', 'released');
insert into public.provision_customers (user_id, email, tier, subscription_status, e164_number, provider_number_id, vapi_phone_number_id, assistant_id, rollout_bucket, status, reason_code, fault, retry, waiting_on, since, last_run_id)
select p.id, p.email, case when p.status = 'not_eligible' then 'free' else (array['pro', 'business', 'starter'])[1 + p.g % 3] end, case when p.status = 'released' then 'cancelled' else 'active' end,
  l.e164_number, l.provider_number_id, l.vapi_phone_number_id, l.assistant_id, p.g % 10000, p.status,
  case p.status when 'needs_attention' then c.code when 'working' then 'paid' when 'being_set_up' then 'paid' when 'on_hold' then 'hold_freeze' when 'paused' then 'paused_subscription'
    when 'released' then 'cancelled' when 'not_in_rollout' then 'not_in_rollout' else 'free_tier' end,
  case when p.status = 'needs_attention' then c.fault end, case when p.status = 'needs_attention' then c.retry end,
  case when p.status in ('needs_attention', 'on_hold') then 'person' when p.status = 'being_set_up' then 'run' end, p.since, 3 * p.g
from people p
left join public.phone_number_purchases l on l.user_id = p.id and l.state = 'recorded'
cross join lateral (select (array['20503', 'timeout', '21422', '20500', 'vapi_unavailable', '21649', 'no_run', '20003'])[1 + p.g / 200 % 8] as code,
  (array['twilio', 'twilio', 'twilio', 'twilio', 'vapi', 'compliance', 'us', 'us'])[1 + p.g / 200 % 8] as fault,
  (array['safe', 'safe', 'safe', 'safe', 'safe', 'useless', 'safe', 'useless'])[1 + p.g / 200 % 8] as retry) c;
insert into public.phone_provision_logs (subject_id, trigger_action, source, status, attempt, outcome, error_code, created_at, updated_at, claimed_at, finished_at, work_ms, provider, failed_step)
select md5('million' || 1 + r / 3 % $CUSTOMERS)::uuid, (array['provision', 'converge', 'pause', 'release'])[1 + r % 4], (array['trigger', 'trigger', 'drift', 'staff'])[1 + r % 4],
  case when r % 60 = 0 then 'failed' when r % 9 = 0 then 'skipped' else 'succeeded' end, 1, case when r % 60 = 0 then null when r % 9 = 0 then 'nothing_to_do' else 'assigned' end,
  case when r % 60 = 0 then (array['20503', 'timeout', '21422', '20500', 'vapi_unavailable'])[1 + r / 60 % 5] end, t, t, t, t + interval '6 s', 5200, 'twilio', case when r % 60 = 0 then 'buy_number' end
from (select r, now() - interval '1 second' * (($RUNS - r) * 10) as t from generate_series(0, $RUNS - 1) r) x;

truncate private.customer_counts;
insert into private.customer_counts (status, reason_code, fault, retry, tier, listed, waiting_on, n)
select status, reason_code, fault, retry, tier, listed, waiting_on, count(*) from public.provision_customers group by 1, 2, 3, 4, 5, 6, 7;
alter table public.profiles enable trigger user;
alter table public.subscriptions enable trigger user;
alter table public.user_settings enable trigger user;
alter table public.provision_customers enable trigger user;
alter table public.phone_provision_logs enable trigger user;
alter table public.phone_number_purchases enable trigger user;
update public.provision_settings set activated_at = now(), project_ref = 'bench';
insert into auth.users (id, email) values ('00000000-0000-0000-0000-00000000000a', 'bench@example.com');
insert into public.staff_members (user_id, role, display_name) values ('00000000-0000-0000-0000-00000000000a', 'admin', 'Bench');
drop table people;
