-- What a number of the ledger is good for. The list of all numbers, ours and the providers', is in read_inventory.

create index phone_number_purchases_state_idx on public.phone_number_purchases (state, id desc);

-- One word for each number; what costs money and serves nobody comes first.
create function private.number_use(p public.phone_number_purchases, p_customer_status text, p_user_exists boolean, p_now timestamptz) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  return (
    select case
      when p.state in ('released', 'lost') then p.state
      when (p.state <> 'recorded' or not p_user_exists) and private.is_orphaned(p, p_user_exists, p_now) then 'orphaned'
      when p.state in ('intended', 'purchased') then 'unsettled'
      when p.state = 'releasing' then 'releasing'
      when p_customer_status in ('paused', 'on_hold') and p.assistant_id is null then 'paused'
      when p.assistant_id is null then 'unlinked'
      else 'answering' end
  );
end
$$;
comment on function private.number_use is 'answering, paused, unlinked, unsettled, releasing, orphaned, released or lost.';
revoke execute on function private.number_use(public.phone_number_purchases, text, boolean, timestamptz) from public, anon, authenticated, service_role;
