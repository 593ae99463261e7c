begin;
set local search_path = public, extensions;
select plan(4);
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000001', '1@example.com');
insert into subscriptions (user_id, tier_type) values ('00000000-0000-0000-0000-000000000001', 'pro');
insert into phone_numbers (user_id, e164_number) values ('00000000-0000-0000-0000-000000000001', '+15125550101');
insert into user_settings (user_id) values ('00000000-0000-0000-0000-000000000001');
-- A migration of the product, long after ours.
alter table subscriptions rename column user_id to owner_id;
alter table user_settings rename column user_id to owner_id;
alter table phone_numbers rename column id to number_id;
select lives_ok($$ insert into subscriptions (owner_id, tier_type) values ('00000000-0000-0000-0000-000000000001', 'free') $$, 'a subscription is written, although the column that names its user is called otherwise');
select lives_ok($$ update subscriptions set status = 'cancelled' $$, 'and changed');
select lives_ok($$ update user_settings set vapi_assistant_id = 'a1' $$, 'so is a setting');
alter table phone_numbers rename column user_id to owner_id;
select lives_ok($$ delete from phone_numbers $$, 'and a number is deleted');
select * from finish();
rollback;
