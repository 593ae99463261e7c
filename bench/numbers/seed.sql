-- $NUMBERS numbers that Twilio, VAPI and the ledger know, as a product has them: nine in ten healthy, the rest paused or foreign, one in
-- 200 in disagreement. The triggers stand still: what they keep is written here by the same rules.
set synchronous_commit = off;
alter table public.profiles disable trigger user;
alter table public.subscriptions disable trigger user;
alter table public.user_settings disable trigger user;
alter table public.phone_numbers disable trigger user;
alter table public.provision_customers disable trigger user;
alter table public.phone_provision_logs disable trigger user;
alter table public.phone_number_purchases disable trigger user;
update public.provision_settings set project_ref = 'bench', activated_at = now() - interval '30 days';

create temporary table people as
select g, md5('number' || g)::uuid as id, 'n' || g || '@example.com' as email, '+1' || (2000000000 + g) as e164, 'PN' || md5('sid' || g) as sid,
  md5('vapi' || g)::uuid::text as vapi, md5('assistant' || g)::uuid::text as assistant,
  -- One in 200 does not agree, in turn of every kind; a tenth of all is paused.
  case when g % 200 = 7 then (array['orphan', 'ghost', 'half_linked', 'drifted', 'voice', 'deaf', 'zombie', 'twin'])[1 + g / 200 % 8] when g % 10 = 3 then 'paused' else 'healthy' end as kind,
  now() - interval '40 days' + g * interval '1 minute' as bought
from generate_series(1, $NUMBERS) g;
insert into auth.users (id, email) select id, email from people;
insert into public.profiles (id, email, city, state) select id, email, 'Austin', 'TX' from people;
insert into public.subscriptions (user_id, tier_type, status, current)
select id, case when kind = 'paused' then 'free' else 'pro' end, case when kind = 'zombie' then 'cancelled' else 'active' end, true from people;
insert into public.user_settings (user_id, vapi_assistant_id) select id, assistant from people;
insert into public.phone_numbers (user_id, provider, provider_number_id, e164_number, status) select id, 'twilio', sid, e164, 'active' from people where kind <> 'orphan';
insert into public.phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, vapi_phone_number_id, assistant_id, intended_at, purchased_at, recorded_at, updated_at)
select id, e164, 'swb:bench:' || id, 'recorded', sid, vapi, case when kind <> 'paused' then assistant end, bought, bought, bought, bought from people where kind <> 'orphan';
-- What was given back before: a tenth as much again.
insert into public.phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, intended_at, purchased_at, releasing_at, released_at, updated_at)
select id, '+1' || (3000000000 + g), 'swb:bench:' || id, 'released', sid || 'old', bought, bought, bought, bought, bought from people where g % 10 = 0;
insert into public.provision_customers (user_id, email, tier, subscription_status, e164_number, rollout_bucket, status, reason_code, since)
select id, email, 'pro', 'active', e164, g % 10000, case when kind = 'paused' then 'paused' else 'working' end, case when kind = 'paused' then 'free_tier' else 'paid' end, bought from people;
insert into public.phone_provision_logs (subject_id, trigger_action, source, status, attempt, outcome, created_at, updated_at, claimed_at, finished_at)
select id, 'provision', 'trigger', 'succeeded', 1, 'assigned', bought + n * interval '1 day', bought + n * interval '1 day', bought + n * interval '1 day', bought + n * interval '1 day' from people, generate_series(0, 4) n;
insert into public.phone_provision_logs (subject_id, trigger_action, source, status) select id, 'converge', 'drift', 'pending' from people where g % 1000 = 1;

insert into public.inventory_comparisons (state, phase, started_at, lease_expires_at) values ('listing', 'twilio', clock_timestamp() - interval '2 hours', clock_timestamp() + interval '5 minutes');
create temporary table seen as
select (select jsonb_agg(jsonb_build_object('sid', sid, 'account_sid', 'ACbench', 'e164_number', e164, 'tag', 'swb:bench:' || id, 'voice_overridden', false, 'created_at', bought,
    'voice_host', case kind when 'voice' then 'old.example.com' else 'api.vapi.ai' end)) from people where kind <> 'ghost')
  || (select jsonb_agg(jsonb_build_object('sid', 'PN' || md5('old' || g), 'account_sid', 'ACbench', 'e164_number', '+1' || (4000000000 + g), 'tag', 'Old system', 'voice_overridden', false,
    'created_at', bought, 'voice_host', 'old.example.com')) from people where g % 20 = 0) as twilio,
  (select jsonb_agg(jsonb_build_object('id', vapi || x, 'e164_number', e164, 'name', 'usr:' || id, 'status', 'active', 'account_sid', 'ACbench',
    'assistant_id', case when kind in ('deaf', 'paused') then null when kind = 'drifted' then 'other' else assistant end))
    from people cross join lateral unnest(case when kind = 'twin' then array['', 'b'] else array[''] end) x where kind not in ('half_linked', 'orphan')) as vapi;
select private.record_inventory(c.id, 'ACbench', 'none', s.twilio, s.vapi) from public.inventory_comparisons c, seen s where c.state = 'listing';
update public.inventory_findings set sightings = 2;
insert into auth.users (id, email) values ('00000000-0000-0000-0000-00000000000a', 'bench@example.com');
insert into public.staff_members (user_id, role, display_name) values ('00000000-0000-0000-0000-00000000000a', 'admin', 'Bench');
alter table public.profiles enable trigger user;
alter table public.subscriptions enable trigger user;
alter table public.user_settings enable trigger user;
alter table public.phone_numbers enable trigger user;
alter table public.provision_customers enable trigger user;
alter table public.phone_provision_logs enable trigger user;
alter table public.phone_number_purchases enable trigger user;
