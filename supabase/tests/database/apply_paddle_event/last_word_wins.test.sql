begin;
set local search_path = public, extensions;
select plan(38);
insert into auth.users (id, email) select ('00000000-0000-0000-0000-00000000000' || n)::uuid, n || '@example.com' from generate_series(1, 5) n;
insert into profiles (id, paddle_customer_id, email) select id, 'ctm_' || left(email, 1), email from auth.users where email like '_@example.com' and email < '4';
insert into subscriptions (user_id, tier_type, status, current) values ('00000000-0000-0000-0000-000000000001', 'free', 'active', true);
insert into paddle_prices (price_id, tier_type) values ('pri_pro', 'pro'), ('pri_max', 'max');

create function pg_temp.say(p_event text, p_at text, p_subscription text, p_customer text, p_status text, variadic p_prices text[]) returns text
language sql as $$ select apply_paddle_event(p_event, 'subscription.updated', ('2026-01-01 ' || p_at || '+00')::timestamptz, p_subscription, p_customer, p_status, p_prices) ->> 'outcome' $$;
create function pg_temp.subscription(n integer) returns text
language sql as $$ select string_agg(tier_type || ' ' || status, ', ') from subscriptions where user_id = ('00000000-0000-0000-0000-00000000000' || n)::uuid and current $$;
create function pg_temp.runs(n integer) returns integer
language sql as $$ select count(*)::int from phone_provision_logs where subject_id = ('00000000-0000-0000-0000-00000000000' || n)::uuid $$;

select is(pg_temp.say('evt_1', '10:00', 'sub_1', 'ctm_1', 'active', 'pri_pro', 'pri_addon'), 'applied', 'an upgrade is applied; a price beside it that buys no tier is an add-on');
select is(pg_temp.subscription(1), 'pro active', 'on the current row');
select is((select trigger_action from phone_provision_logs where subject_id = '00000000-0000-0000-0000-000000000001' order by id desc limit 1), 'provision', 'which starts a run');
select is(apply_paddle_event('evt_1', 'subscription.updated', '2026-01-01 10:00+00', 'sub_1', 'ctm_1', 'active', '{pri_pro}'), '{"outcome": "applied", "repeated": true}', 'the same event again says that it was known');
select is(pg_temp.runs(1), 2, 'and starts nothing: one run for the free row, one for the upgrade');
select is(pg_temp.say('evt_3', '10:05', 'sub_1', 'ctm_1', 'past_due', 'pri_pro'), 'applied', 'a later event counts');
select is(pg_temp.say('evt_2', '10:03', 'sub_1', 'ctm_1', 'canceled', 'pri_pro'), 'stale', 'one that occurred before it and comes later does not');
select is(pg_temp.subscription(1), 'pro past_due', 'the last word stands');
select is(pg_temp.say('evt_4', '10:06', 'sub_1', 'ctm_1', 'active', 'pri_new'), 'unknown_price', 'a price that nobody mapped is recorded');
select is(pg_temp.subscription(1), 'pro past_due', 'and changes nothing');
insert into paddle_prices (price_id, tier_type) values ('pri_new', 'max');
select is(private.settle_paddle_events(), 1, 'once it is mapped, it is applied');
select is(pg_temp.subscription(1), 'max active', 'with the tier that it buys');
select is(pg_temp.say('evt_5', '10:07', 'sub_1', 'ctm_1', 'active', 'pri_pro', 'pri_max'), 'several_tiers', 'two tiers at once are for a person');
select is(pg_temp.say('evt_6', '10:08', 'sub_1', 'ctm_1', 'shiny', 'pri_pro'), 'unknown_status', 'so is a status that is not known');

select is(pg_temp.say('evt_7', '10:10', 'sub_2', 'ctm_1', 'active', 'pri_pro'), 'applied', 'a second subscription takes the row over');
select is(pg_temp.say('evt_8', '10:11', 'sub_1', 'ctm_1', 'canceled', 'pri_pro'), 'other_subscription', 'the end of the first does not end the second');
select is(pg_temp.subscription(1), 'pro active', 'who pays, keeps');
select is(pg_temp.say('evt_9', '10:12', 'sub_2', 'ctm_1', 'canceled', 'pri_pro'), 'applied', 'its own end does');
select is(pg_temp.subscription(1), 'pro cancelled', 'in the word of the host');

select is(pg_temp.say('evt_20', '10:20', 'sub_7', 'ctm_1', 'active', 'pri_max'), 'applied', 'they come back');
select is(pg_temp.say('evt_21', '10:21', 'sub_8', 'ctm_1', 'active', 'pri_pro'), 'applied', 'and subscribe a second time by mistake');
select is(pg_temp.say('evt_22', '10:22', 'sub_8', 'ctm_1', 'paused', 'pri_pro'), 'applied', 'the newer one is paused');
select is(pg_temp.subscription(1), 'max active', 'and the older one, which is paid, counts again');
select is(pg_temp.say('evt_23', '10:23', 'sub_8', 'ctm_1', 'canceled', 'pri_pro'), 'applied', 'it ends');
select is(pg_temp.subscription(1), 'max active', 'which takes nothing from who pays for the other');
select is((select count(*)::int from phone_provision_logs where subject_id = '00000000-0000-0000-0000-000000000001' and trigger_action = 'release'
  and created_at > (select max(created_at) - interval '1 second' from phone_provision_logs) and status = 'pending' and id > (select max(id) from phone_provision_logs where subject_id = '00000000-0000-0000-0000-000000000001' and trigger_action <> 'release')),
  0, 'nobody is about to release anything');
insert into paddle_prices (price_id, tier_type) values ('pri_free', 'free');
select is(pg_temp.say('evt_26', '10:23:30', 'sub_9', 'ctm_1', 'active', 'pri_free'), 'applied', 'a free one beside it renews');
select is(pg_temp.subscription(1), 'max active', 'and takes nothing either');
select is(pg_temp.say('evt_24', '10:24', 'sub_7', 'ctm_1', 'active', 'pri_unmapped'), 'unknown_price', 'the other moves to a price that nobody mapped');
select is(pg_temp.say('evt_25', '10:25', 'sub_7', 'ctm_1', 'canceled', 'pri_unmapped'), 'applied', 'and its end is its end, whatever it would have bought');
select is(pg_temp.subscription(1), 'free active', 'what is left is the free one');
select is(pg_temp.say('evt_27', '10:27', 'sub_9', 'ctm_1', 'canceled', 'pri_free'), 'applied', 'until that ends as well');
select is(pg_temp.subscription(1), 'free cancelled', 'and with it everything');

select is(pg_temp.say('evt_10', '11:00', 'sub_4', 'ctm_4', 'active', 'pri_pro'), 'unknown_customer', 'a customer whose profile is not written yet waits');
insert into profiles (id, paddle_customer_id) values ('00000000-0000-0000-0000-000000000004', 'ctm_4');
select private.settle_paddle_events();
select is(pg_temp.subscription(4), 'pro active', 'and is served once it is, with a row of their own');
insert into profiles (id, paddle_customer_id) values ('00000000-0000-0000-0000-000000000005', 'ctm_4');
select is(pg_temp.say('evt_11', '11:01', 'sub_4', 'ctm_4', 'canceled', 'pri_pro'), 'several_customers', 'a customer id on two profiles is for a person');
insert into subscriptions (user_id, tier_type, status, current) select '00000000-0000-0000-0000-000000000002', 'free', 'active', true from generate_series(1, 2);
select is(pg_temp.say('evt_12', '11:02', 'sub_5', 'ctm_2', 'active', 'pri_pro'), 'several_subscriptions', 'so are two current rows');
alter table subscriptions add constraint only_lower_tiers check (tier_type <> 'max') not valid;
select is(pg_temp.say('evt_13', '11:03', 'sub_6', 'ctm_3', 'active', 'pri_max'), 'failed', 'what the host''s table refuses is kept, to be tried again');
select * from finish();
rollback;
