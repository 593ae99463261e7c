-- Why an action makes no sense now, in a sentence that names who was first.

create function private.has_second_number(p_user_id uuid) returns boolean
language sql stable set search_path = ''
as $$ select exists (select 1 from public.provision_integrity_issues i where i.user_id = p_user_id and i.issue = 'second_number') $$;
comment on function private.has_second_number is 'True when the product names another number for this customer than the one that we own for them.';

create function private.describe_live_run(p_subject uuid) returns text
language sql stable set search_path = ''
as $$
  select case when r.source = 'staff' then coalesce(m.display_name, 'A colleague') || ' started run #' || r.id else 'Run #' || r.id || ' is at work' end
    || ', ' || greatest(0, extract(epoch from clock_timestamp() - r.created_at)::integer) || ' s ago.'
  from public.phone_provision_logs r left join public.staff_members m on m.user_id = r.requested_by
  where r.subject_id = p_subject and (
    (r.status = 'processing' and r.lease_expires_at >= clock_timestamp())
    or (r.status = 'pending' and r.source = 'staff' and r.waiting_for is null))
  order by r.id desc limit 1
$$;

-- How long ago, in one unit: for sentences that name who was first.
create function private.say_ago(p_at timestamptz) returns text
language sql stable set search_path = ''
as $$
  select case
    when s < 120 then s || ' s' when s < 7200 then s / 60 || ' min' when s < 172800 then s / 3600 || ' h' else s / 86400 || ' d' end || ' ago'
  from (select greatest(0, extract(epoch from clock_timestamp() - p_at)::integer) as s) x
$$;

create function private.describe_hold(p_user_id uuid) returns text
language sql stable set search_path = ''
as $$
  select coalesce(m.display_name, 'A colleague')
    || case h.mode when 'freeze' then ' put this customer on hold, ' when 'paused' then ' paused the number, ' else ' released the number, ' end
    || private.say_ago(h.created_at) || '.'
  from public.provision_holds h left join public.staff_members m on m.user_id = h.created_by where h.user_id = p_user_id
$$;
comment on function private.describe_hold is 'Who keeps automation off this customer, how, and since when.';

-- A page may be stale and a colleague faster: what costs money, takes away, or undoes a colleague's word is judged on the facts of now.
create function private.why_senseless(p_user_id uuid, p_action text, p_facts jsonb) returns text
language plpgsql stable set search_path = ''
as $$
declare
  v_hold text := p_facts -> 'hold' ->> 'mode';
  v_open text := (
    select x ->> 'state' from jsonb_array_elements(p_facts -> 'purchases') x where x ->> 'state' in ('intended', 'purchased', 'recorded') limit 1);
  v_then text := case p_action when 'pause' then 'paused' when 'release' then 'released' end;
  v_desired text;
  v_reason text;
begin
  if p_action = 'resume' then return case when v_hold is distinct from 'paused' then 'The number is not paused by staff.' end; end if;
  if p_action = 'unhold' then return case when v_hold is distinct from 'freeze' then 'This customer is not on hold.' end; end if;
  -- A freeze is a colleague's word as well: nothing goes past it, whoever wants it gone says so first.
  if p_action = 'release' and v_hold = 'freeze' then return private.describe_hold(p_user_id) || ' Take the hold off first.'; end if;
  if p_action = 'check' then return null; end if;
  if v_hold is not null and v_hold is distinct from (case p_action when 'provision' then 'released' end)
    and not (p_action = 'release' and (v_hold <> 'released' or private.has_second_number(p_user_id)))
    -- Until the point of no return a release can be stopped, whatever is under way: the engine looks at the hold once more before it.
    and not (p_action = 'hold' and v_hold = 'released' and v_open in ('purchased', 'recorded')) then
    return private.describe_hold(p_user_id);
  end if;
  if p_action = 'hold' then return null; end if;
  if v_open = 'intended' then return 'The last buy has no known outcome. Check first.'; end if;
  if p_action = 'provision' and v_open is not null then
    -- Takes a release back whose number is still there.
    return case when v_hold is distinct from 'released' then 'The customer has a number already.'
      when not (p_facts ->> 'user_exists')::boolean then 'The account is gone; its number is given back by itself.' end;
  end if;
  if p_action in ('pause', 'release', 'relink') and v_open is null then return 'There is no number to ' || p_action || '.'; end if;
  if p_action = 'release' and private.has_second_number(p_user_id) then return null; end if;

  select d.desired, d.reason into v_desired, v_reason
  from private.desired_state(p_facts || jsonb_build_object('hold', case when v_then is not null then jsonb_build_object('mode', v_then) end)) d;
  if v_then is not null and v_desired <> v_then then
    return case v_reason when 'not_activated' then 'Switchboard only watches until an admin activates it.'
      when 'user_deleted' then 'The account is gone; its number is given back by itself.'
      else 'The customer''s rows contradict each other. Settle them first.' end;
  end if;
  if p_action = 'relink' and v_desired <> 'assigned' then return 'The number is not meant to answer now.'; end if;
  if p_action = 'relink' and p_facts -> 'user_settings' ->> 'vapi_assistant_id' is null then return 'There is no assistant to link the number to.'; end if;
  return null;
end
$$;
comment on function private.why_senseless is 'Why an action must not be done on these facts, as a sentence; null when it may.';

revoke execute on function private.describe_live_run(uuid), private.say_ago(timestamptz), private.has_second_number(uuid),
  private.describe_hold(uuid), private.why_senseless(uuid, text, jsonb) from public, anon, authenticated, service_role;
