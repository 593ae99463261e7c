-- One complete sighting, and the verdicts on it.

create function private.replace_twilio_numbers(p_numbers jsonb) returns void
language plpgsql set search_path = ''
as $$
declare v_prefix text := private.tag_prefix();
begin
  delete from public.inventory_twilio_numbers n where not exists (
    select 1 from jsonb_to_recordset(p_numbers) as x(sid text) where x.sid = n.sid);
  insert into public.inventory_twilio_numbers as n (sid, account_sid, e164_number, tag, tagged_user, voice_host, voice_overridden, created_at)
  select x.sid, x.account_sid, x.e164_number, x.tag, private.uuid_of(x.tag, v_prefix), x.voice_host, x.voice_overridden, x.created_at
  from jsonb_to_recordset(p_numbers) as x(sid text, account_sid text, e164_number text, tag text, voice_host text, voice_overridden boolean, created_at timestamptz)
  on conflict (sid) do update set account_sid = excluded.account_sid, e164_number = excluded.e164_number, tag = excluded.tag,
    tagged_user = excluded.tagged_user, voice_host = excluded.voice_host, voice_overridden = excluded.voice_overridden, created_at = excluded.created_at
  where n is distinct from excluded;
end
$$;

create function private.replace_vapi_numbers(p_numbers jsonb) returns void
language plpgsql set search_path = ''
as $$
begin
  delete from public.inventory_vapi_numbers n where not exists (
    select 1 from jsonb_to_recordset(p_numbers) as x(id text) where x.id = n.id);
  insert into public.inventory_vapi_numbers as n (id, e164_number, named_user, assistant_id, status, account_sid, assistant_deleted)
  select x.id, x.e164_number, private.uuid_of(x.name, 'usr:'), x.assistant_id, x.status, x.account_sid, coalesce(x.assistant_deleted, false)
  from jsonb_to_recordset(p_numbers) as x(id text, e164_number text, name text, assistant_id text, status text, account_sid text, assistant_deleted boolean)
  on conflict (id) do update set e164_number = excluded.e164_number, named_user = excluded.named_user, assistant_id = excluded.assistant_id,
    status = excluded.status, account_sid = excluded.account_sid, assistant_deleted = excluded.assistant_deleted
  where n is distinct from excluded;
end
$$;

create function private.note_findings(p_id bigint, p_seen_at timestamptz) returns void
language plpgsql set search_path = ''
as $$
begin
  delete from private.inventory_verdicts;
  insert into private.inventory_verdicts select * from private.compare_numbers();
  insert into public.inventory_findings as f (key, class, sightings, first_seen_at, comparison_id)
  select x.key, x.class, 1, p_seen_at, p_id from private.inventory_verdicts x where x.class not in ('healthy', 'foreign', 'moving')
  on conflict (key) do update set
    sightings = case when f.class = excluded.class then f.sightings + 1 else 1 end,
    first_seen_at = case when f.class = excluded.class then f.first_seen_at else excluded.first_seen_at end,
    class = excluded.class, comparison_id = excluded.comparison_id;
  delete from public.inventory_findings where comparison_id <> p_id;
end
$$;
comment on function private.note_findings is 'Writes each verdict down, and counts in how many comparisons in a row each number did not agree; who agrees now, or moves, starts anew.';

create function private.record_inventory(p_id bigint, p_account_sid text, p_subaccounts text, p_twilio jsonb, p_vapi jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare c public.inventory_comparisons;
begin
  select * into c from public.inventory_comparisons where id = p_id for update;
  if c.state = 'complete' then return jsonb_build_object('recorded', true); end if;
  if c.state is distinct from 'listing' or c.lease_expires_at < clock_timestamp() then return jsonb_build_object('recorded', false); end if;
  perform private.replace_twilio_numbers(p_twilio);
  perform private.replace_vapi_numbers(p_vapi);
  update public.inventory_comparisons set state = 'complete', phase = null, lease_expires_at = null, finished_at = clock_timestamp(),
    account_sid = p_account_sid, subaccounts = p_subaccounts,
    twilio_numbers = (select count(*) from public.inventory_twilio_numbers), vapi_numbers = (select count(*) from public.inventory_vapi_numbers)
  where id = p_id;
  perform private.note_findings(p_id, c.started_at);
  perform private.tell_inventory(p_id);
  return jsonb_build_object('recorded', true);
end
$$;
comment on function private.record_inventory is 'One complete sighting, all or nothing. Recording it again changes nothing.';

create function public.record_inventory(p_id bigint, p_account_sid text, p_subaccounts text, p_twilio jsonb, p_vapi jsonb) returns jsonb
language sql set search_path = '' as $$ select private.record_inventory(p_id, p_account_sid, p_subaccounts, p_twilio, p_vapi) $$;

revoke execute on function private.record_inventory(bigint, text, text, jsonb, jsonb), private.replace_twilio_numbers(jsonb),
  private.replace_vapi_numbers(jsonb), private.note_findings(bigint, timestamptz), public.record_inventory(bigint, text, text, jsonb, jsonb)
  from public, anon, authenticated, service_role;
grant execute on function private.record_inventory(bigint, text, text, jsonb, jsonb), public.record_inventory(bigint, text, text, jsonb, jsonb)
  to service_role;
