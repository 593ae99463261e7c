-- What a number of the ledger is good for. The list of all numbers, ours and the providers', is in read_inventory.

create index phone_number_purchases_state_idx on public.phone_number_purchases (state, id desc);

-- One word for each number; what costs money and serves nobody comes first. All at once: asked one by one, 20,000 take a quarter of a second.
create function private.number_uses(p_now timestamptz, p_ids bigint[] default null) returns table (purchase_id bigint, use text, billed boolean)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan
as $$
begin
  return query
  select p.id, case
    when p.state in ('released', 'lost') then p.state
    when (p.state <> 'recorded' or u.id is null) and private.is_orphaned(p, u.id is not null, p_now) then 'orphaned'
    when p.state in ('intended', 'purchased') then 'unsettled'
    when p.state = 'releasing' then 'releasing'
    when c.status in ('paused', 'on_hold') and p.assistant_id is null then 'paused'
    when p.assistant_id is null then 'unlinked'
    else 'answering' end, p.state in ('purchased', 'recorded', 'releasing')
  from public.phone_number_purchases p
  left join auth.users u on u.id = p.user_id
  left join public.provision_customers c on c.user_id = p.user_id
  where p_ids is null or p.id = any (p_ids);
end
$$;
comment on function private.number_uses is 'answering, paused, unlinked, unsettled, releasing, orphaned, released or lost, and whether the ledger believes that we pay: of these numbers of the ledger, or of all.';
revoke execute on function private.number_uses(timestamptz, bigint[]) from public, anon, authenticated, service_role;
