-- Numbers that we pay for and nobody has. Said once, for the guard, the alert, the list of numbers and the comparison with the providers.

create function private.is_orphaned(p public.phone_number_purchases, p_user_exists boolean, p_now timestamptz) returns boolean
language plpgsql immutable set search_path = ''
as $$
begin
  return (
    select (p.state = 'purchased' and p.purchased_at < p_now - interval '10 minutes')
      or (p.state = 'releasing' and p.releasing_at < p_now - interval '1 hour')
      or (p.state = 'recorded' and not p_user_exists and coalesce(p.release_requested_at, p.updated_at) < p_now - interval '10 minutes')
  );
end
$$;
comment on function private.is_orphaned is 'A number that we pay for and that nobody has: bought but not recorded, not given back, or of an account that is gone.';

create function private.reconciled_orphans(p_now timestamptz) returns bigint
language sql stable set search_path = '' as $$ select 0::bigint $$;
comment on function private.reconciled_orphans is 'Orphans that only a comparison with Twilio shows. Replaced once there are comparisons.';

create function private.orphaned_numbers(p_now timestamptz) returns bigint
language sql stable set search_path = ''
as $$
  -- Who may be one is few: not recorded, or without an account. The others are not asked one by one, every ten seconds.
  with gone as materialized (
    select p as row from public.phone_number_purchases p
    where p.state = 'recorded' and not exists (select 1 from auth.users u where u.id = p.user_id))
  select (select count(*) from public.phone_number_purchases p where p.state in ('purchased', 'releasing') and private.is_orphaned(p, true, p_now))
    + (select count(*) from gone where private.is_orphaned(gone.row, false, p_now))
    + private.reconciled_orphans(p_now)
$$;
comment on function private.orphaned_numbers is 'How many numbers we pay for and nobody has, by the ledger and by the last comparison with Twilio.';

revoke execute on function private.is_orphaned(public.phone_number_purchases, boolean, timestamptz), private.reconciled_orphans(timestamptz),
  private.orphaned_numbers(timestamptz) from public, anon, authenticated, service_role;
