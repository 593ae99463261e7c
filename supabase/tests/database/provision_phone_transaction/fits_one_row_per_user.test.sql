begin;
set local search_path = public, extensions;
select plan(6);
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000001', '1@example.com'), ('00000000-0000-0000-0000-000000000002', '2@example.com');
-- A product may have one row of phone_numbers for each of its users, for ever.
alter table phone_numbers add constraint one_row_per_user unique (user_id);
create function pg_temp.give_back(p_sid text) returns void language sql as $$
  update public.phone_number_purchases set state = 'released', released_at = clock_timestamp() where provider_number_id = p_sid;
  update public.phone_numbers set status = 'released' where provider_number_id = p_sid;
$$;
select is(provision_phone_transaction('00000000-0000-0000-0000-000000000001', '+15125550101', 'PN1', 'pro') -> 'success', 'true', 'the first number is recorded');
select pg_temp.give_back('PN1');
select is(provision_phone_transaction('00000000-0000-0000-0000-000000000001', '+15125550102', 'PN2', 'pro') -> 'success', 'true', 'who comes back after a release is given the next one');
select results_eq($$ select e164_number, provider_number_id, status from phone_numbers where user_id = '00000000-0000-0000-0000-000000000001' $$,
  $$ values ('+15125550102', 'PN2', 'active') $$, 'in the row of the one that was given back');
select is(provision_phone_transaction('00000000-0000-0000-0000-000000000001', '+15125550103', 'PN3', 'pro') ->> 'sqlstate', 'SW409', 'a live row is never written over');
-- And unique numbers besides: another user's released row of this very number is taken over first.
alter table phone_numbers add constraint one_row_per_number unique (e164_number);
select pg_temp.give_back('PN2');
select is(provision_phone_transaction('00000000-0000-0000-0000-000000000002', '+15125550102', 'PN4', 'pro') -> 'success', 'true', 'a number that somebody gave back is recorded for the next');
select results_eq($$ select user_id, provider_number_id from phone_numbers $$, $$ values ('00000000-0000-0000-0000-000000000002'::uuid, 'PN4') $$, 'in its own old row');
select * from finish();
rollback;
