begin;
set local search_path = public, extensions;
select plan(4);
insert into auth.users (id, email) select ('00000000-0000-0000-0000-00000000000' || n)::uuid, n || '@example.com' from generate_series(1, 5) n;
insert into phone_number_purchases (user_id, e164_number, tag, state, provider_number_id)
select ('00000000-0000-0000-0000-00000000000' || n)::uuid, '+1512555010' || n, 'swb:local:' || n, 'recorded', 'PN' || n from generate_series(1, 4) n;
-- 1 pays, 2 has a word of the product's own, 3 has no row, 4 neither but a colleague's hold, 5 a word and no number.
insert into subscriptions (user_id, tier_type, status) values
  ('00000000-0000-0000-0000-000000000001', 'pro', 'active'), ('00000000-0000-0000-0000-000000000002', 'pro', 'unpaid'), ('00000000-0000-0000-0000-000000000005', 'pro', 'unpaid');
insert into provision_holds (user_id, mode) values ('00000000-0000-0000-0000-000000000004', 'paused');
select results_eq($$ select user_id, row_ids, detail from provision_host_rows where issue = 'unknown_words' $$,
  $$ values (null::text, null::text, '2 current rows have tier ''pro'' and status ''unpaid''; numbers of ours that hang on them: 1.') $$, 'a word that nobody knows is told once, with what hangs on it');
select results_eq($$ select user_id, detail from provision_host_rows where issue = 'number_without_subscription' $$,
  $$ values ('00000000-0000-0000-0000-000000000003', 'We keep +15125550103 for a customer who has no current subscription.') $$, 'so is a number that no subscription keeps');
insert into subscriptions (user_id, tier_type, status) values ('00000000-0000-0000-0000-000000000003', 'pro', 'cancelled');
select is_empty($$ select 1 from provision_host_rows where issue = 'number_without_subscription' $$, 'until the row says what is so');
set local role service_role;
select throws_ok('select 1 from provision_host_rows', '42501', 'permission denied for table phone_numbers', 'who may not read the product''s tables does not read them here');
select * from finish();
rollback;
