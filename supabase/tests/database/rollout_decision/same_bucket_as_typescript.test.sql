begin;
set local search_path = public, extensions;
select plan(13);

-- supabase/functions/_shared/domain/rollout.test.ts holds TypeScript to these very lines.
create temporary table vectors (flag text, user_id uuid, bucket integer);
insert into vectors values
  ('phone_provisioning', '00000000-0000-0000-0000-000000000000', 9664),
  ('phone_provisioning', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 4907),
  ('phone_provisioning', '7c1e40a2-0000-4000-8000-000000009b31', 4433),
  ('phone_provisioning', '3f2b8c1e-5d6a-4b7c-8d9e-0f1a2b3c4d5e', 5885),
  ('phone_provisioning', '00000000-0000-0000-0000-000000000001', 1688),
  ('phone_provisioning', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 6523),
  ('übung', '00000000-0000-0000-0000-000000000001', 7996),
  ('übung', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 9716),
  ('x', '7c1e40a2-0000-4000-8000-000000009b31', 3421);
select results_eq('select flag, user_id, private.rollout_bucket(flag, user_id) from vectors', 'select * from vectors', 'the same bucket as in TypeScript, signed or not, whatever the script');

create temporary table people as
select private.rollout_bucket('phone_provisioning', md5('user:' || n)::uuid) as bucket from generate_series(1, 100000) n;
select is((select count(*)::int from people where bucket < share), expected, share || ' of 10,000 lets in as many as TypeScript says')
from (values (1, 11), (100, 935), (500, 4924), (1000, 9946), (2500, 25016), (5000, 50048), (9999, 99988), (10000, 100000)) x (share, expected);
select ok((select max(abs(n - 10000)) < 500 from (select count(*) as n from people group by bucket / 1000) x), 'ten equal slices within 5%');
create temporary table steps as
select share, lead(share) over (order by share) as next from unnest(array[0, 1, 100, 500, 1000, 2500, 5000, 9999, 10000]) share;
select is((select count(*)::int from (select distinct bucket from people) p, steps s
  where s.next is not null and (select enabled from private.rollout_verdict(false, true, null, false, p.bucket, s.share))
    and not (select enabled from private.rollout_verdict(false, true, null, false, p.bucket, s.next))), 0, 'raising drops nobody, at any step');
select is((select count(*)::int from people where bucket not between 0 and 9999), 0, 'no bucket outside');
select is(private.rollout_bucket('phone_provisioning', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'), 6523, 'the spelling of an id does not matter');
select * from finish();
rollback;
