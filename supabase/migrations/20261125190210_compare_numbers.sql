-- Twilio, VAPI and our database, number by number, by the last complete comparison and the facts of now.

create function private.tag_prefix() returns text
language sql stable set search_path = ''
as $$ select 'swb:' || left(k.project_ref, 23) || ':' from public.provision_settings k where nullif(k.project_ref, '') is not null $$;
comment on function private.tag_prefix is 'How the tag of every number of this project begins; null before the project has a name: then nothing is ours.';

create function private.uuid_of(p_text text, p_prefix text) returns uuid
language plpgsql immutable set search_path = ''
as $$
begin
  return (
    select case when starts_with(p_text, p_prefix) and substr(p_text, length(p_prefix) + 1) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
      then substr(p_text, length(p_prefix) + 1)::uuid end
  );
end
$$;
comment on function private.uuid_of is 'The user in a tag, when the tag is exactly our prefix and a user id.';

-- One step of the decision, asked for only where cheaper facts leave it open. How its caller wants to be planned is not for it.
create function private.desires(p_user_id uuid, p_desired text) returns boolean
language sql stable set search_path = '' set plan_cache_mode = auto
as $$ select d.desired = p_desired from private.desired_state(private.provision_facts(p_user_id)) d $$;

-- What does not agree, as the last comparison saw it. What has moved since, or is being moved, is not judged: `moving`. Planned anew each
-- time, for a few numbers and for all are not read in the same way.
create function private.compare_numbers(p_numbers text[] default null) returns setof private.inventory_verdicts
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
  -- By SID as well: whatever number the ledger knows a SID by, both sides of it are looked at.
  v_sids text[] := case when p_numbers is not null then array(
    select n.sid from public.inventory_twilio_numbers n where n.e164_number = any (p_numbers)
    union select p.provider_number_id from public.phone_number_purchases p where p.e164_number = any (p_numbers) and p.provider_number_id is not null) end;
  v_users uuid[] := case when p_numbers is not null then array(
    select p.user_id from public.phone_number_purchases p where p.e164_number = any (p_numbers) or p.provider_number_id = any (v_sids)) end;
begin
  return query
  with s as materialized (
    select c.id, c.started_at, c.account_sid from public.inventory_comparisons c where c.state = 'complete' order by c.id desc limit 1),
  k as materialized (select x.vapi_voice_host, clock_timestamp() as now from public.provision_settings x),
  busy as materialized (
    select distinct r.subject_id as user_id from public.phone_provision_logs r where r.status in ('pending', 'processing', 'retry_scheduled')),
  dirty as materialized (
    select distinct i.user_id from public.provision_integrity_issues i where p_numbers is null or i.user_id = any (v_users)),
  live as materialized (
    select distinct n.e164_number from public.phone_numbers n
    where coalesce(n.status, '') <> 'released' and (p_numbers is null or n.e164_number = any (p_numbers))),
  t as (
    select n.* from public.inventory_twilio_numbers n, s
    where (p_numbers is null or n.sid = any (v_sids))
      -- Given back after it was seen: it is not there any more.
      and not exists (
        select 1 from public.phone_number_purchases r where r.provider_number_id = n.sid and r.state = 'released' and r.released_at >= s.started_at)),
  l as (
    select p.id, p.user_id, p.e164_number, p.state, p.provider_number_id, p.updated_at, p.assistant_id, p.release_after, p.release_requested_at,
      case when p.state = 'recorded' and exists (select 1 from auth.users u where u.id = p.user_id) then false
        else private.is_orphaned(p, p.state <> 'recorded', k.now) end as orphaned
    from public.phone_number_purchases p, s, k
    where p.state in ('purchased', 'recorded', 'releasing') and (p_numbers is null or p.e164_number = any (p_numbers) or p.provider_number_id = any (v_sids))),
  plans as materialized (
    select x.user_id, bool_or(y.verdict = 'paid') as paid, bool_and(y.verdict in ('cancelled', 'expired')) as ended
    from public.subscriptions x cross join lateral (select private.subscription_verdict(x.tier_type, x.status) as verdict offset 0) y
    where x.current and (p_numbers is null or x.user_id = any (v_users)) group by x.user_id),
  both_sides as (
    select coalesce(t.e164_number, l.e164_number) as e164_number, t.sid, t.account_sid, t.tag, t.tagged_user, t.voice_host, t.voice_overridden,
      t.created_at as bought_at, l.orphaned, l.id as purchase_id, l.user_id, l.state, l.updated_at, l.assistant_id, l.release_after, l.release_requested_at
    from t full join l on l.provider_number_id = t.sid),
  v as (
    select n.e164_number, count(*) as imports, min(n.id) as id, min(n.assistant_id) as assistant_id, bool_or(n.status = 'blocked') as blocked, bool_or(n.assistant_deleted) as unmanned,
      min(n.named_user::text)::uuid as named_user, min(n.account_sid) as account_sid
    from public.inventory_vapi_numbers n where n.e164_number is not null and (p_numbers is null or n.e164_number = any (p_numbers)) group by n.e164_number),
  joined as (
    select b.*, v.e164_number as vapi_number, v.id as vapi_id, v.imports, v.assistant_id as vapi_assistant, v.blocked, v.unmanned, v.named_user, v.account_sid as vapi_account
    from both_sides b full join v on v.e164_number = b.e164_number)
  select coalesce('twilio:' || j.sid, 'ledger:' || j.purchase_id, 'vapi:' || j.vapi_id), coalesce(j.e164_number, j.vapi_number), x.class, x.detail,
    coalesce(j.user_id, j.tagged_user, case when x.class = 'orphan_import' then j.named_user end), j.purchase_id, j.sid,
    j.account_sid = s.account_sid, j.tag, j.bought_at, j.vapi_id, j.vapi_assistant
  from joined j cross join s cross join k
  left join auth.users u on u.id = j.user_id
  left join public.user_settings us on us.user_id = j.user_id
  left join public.provision_holds h on h.user_id = j.user_id
  left join busy on busy.user_id = coalesce(j.user_id, j.tagged_user, j.named_user)
  left join dirty on dirty.user_id = j.user_id
  left join plans on plans.user_id = j.user_id
  left join live on live.e164_number = coalesce(j.e164_number, j.vapi_number)
  cross join lateral (
    select split_part(y.word, '/', 1) as class, nullif(split_part(y.word, '/', 2), '') as detail from (
      select case
        when j.sid is null and j.purchase_id is null then case
          when j.named_user is null or j.vapi_account is distinct from s.account_sid then 'foreign'
          when live.e164_number is not null then 'foreign/host_row'
          when busy.user_id is not null or exists (
            select 1 from public.phone_number_purchases p where p.e164_number = j.vapi_number
              and (p.updated_at >= s.started_at or p.state in ('intended', 'releasing') or p.recheck_at is not null)) then 'moving'
          else 'orphan_import' end
        when j.purchase_id is null then case
          when j.tagged_user is null then 'foreign'
          when busy.user_id is not null or exists (
            select 1 from public.phone_number_purchases p where p.e164_number = j.e164_number
              and (p.updated_at >= s.started_at or p.state in ('intended', 'purchased', 'recorded', 'releasing') or p.recheck_at is not null)) then 'moving'
          when live.e164_number is not null then 'foreign/host_row'
          else 'orphan' end
        when j.updated_at >= s.started_at or busy.user_id is not null then 'moving'
        when j.orphaned then 'orphan/unrecorded'
        when j.state <> 'recorded' then 'moving'
        when j.sid is null then 'ghost'
        when dirty.user_id is not null then 'twin/rows'
        when j.imports > 1 then 'twin/imports'
        -- Never null, or the dearer question would be asked all the same.
        when (u.id is null or coalesce(plans.ended, false) or coalesce(h.mode = 'released', false))
          and coalesce(j.release_requested_at, j.release_after, '-infinity') < k.now - interval '1 hour'
          and private.desires(j.user_id, 'released') then 'zombie'
        when j.vapi_id is null then
          case when nullif(trim(us.vapi_assistant_id), '') is not null and coalesce(plans.paid, false) and h.mode is null and private.desires(j.user_id, 'assigned') then 'half_linked' else 'healthy/unlinked' end
        when j.blocked and j.vapi_assistant is not null then 'deaf/blocked'
        when j.vapi_assistant is null then
          case when nullif(trim(us.vapi_assistant_id), '') is not null and coalesce(plans.paid, false) and h.mode is null and private.desires(j.user_id, 'assigned') then 'deaf' else 'healthy/unlinked' end
        when j.vapi_assistant is distinct from j.assistant_id then 'drifted/assistant'
        when j.unmanned then 'deaf/deleted'
        when j.voice_overridden or not coalesce(j.voice_host = k.vapi_voice_host or j.voice_host like '%.' || k.vapi_voice_host, false) then 'drifted/voice'
        else 'healthy' end as word offset 0) y) x -- A fence: the word is found once, not at each mention.
  where p_numbers is null or coalesce(j.e164_number, j.vapi_number) = any (p_numbers);
end
$$;
comment on function private.compare_numbers is
  'Each number of Twilio, VAPI and the ledger, or only of those given, with its class: healthy, orphan, ghost, half_linked, drifted, deaf, twin, zombie, orphan_import, foreign, or moving. No row without a complete comparison.';

-- What the comparison wrote down holds for every number but these. Each line is a fact that compare_numbers asks for.
create function private.numbers_to_judge() returns text[]
language plpgsql stable set search_path = ''
as $$
declare
  v_since timestamptz := (select c.started_at from public.inventory_comparisons c where c.state = 'complete' order by c.id desc limit 1);
  -- Being moved, at odds with themselves, or in a person's hands.
  v_users uuid[] := array(
    select r.subject_id from public.phone_provision_logs r where r.status in ('pending', 'processing', 'retry_scheduled')
    union select i.user_id from public.provision_integrity_issues i
    union select h.user_id from public.provision_holds h);
begin
  if v_since is null then return null; end if;
  return array(
    with verdicts as materialized (
      select x.tier_type, x.status, private.subscription_verdict(x.tier_type, x.status) as verdict
      from (select distinct y.tier_type, y.status from public.subscriptions y where y.current) x),
    ended as (
      select x.user_id from public.subscriptions x
      join verdicts y on y.tier_type = x.tier_type and y.status = x.status and y.verdict in ('cancelled', 'expired') where x.current),
    -- Moved in the ledger since; the account is gone, or the subscription over.
    purchases as materialized (
      select p.e164_number, p.provider_number_id from public.phone_number_purchases p left join auth.users u on u.id = p.user_id
      where p.updated_at >= v_since or (p.state in ('purchased', 'recorded', 'releasing')
        and (u.id is null or p.user_id in (select unnest(v_users)) or p.user_id in (select e.user_id from ended e)))),
    open as materialized (
      select v.e164_number, v.user_id, v.class = 'healthy' as is_unlinked from private.inventory_verdicts v
      where v.class not in ('healthy', 'foreign') or v.detail is not null)
    select p.e164_number from purchases p
    union select t.e164_number from public.inventory_twilio_numbers t where t.sid = any (array(select p.provider_number_id from purchases p))
    -- Not in agreement, or only because of somebody else's row.
    union select o.e164_number from open o where not o.is_unlinked
    -- Rightly answered by nobody, until somebody pays.
    union select o.e164_number from open o
      join public.user_settings us on us.user_id = o.user_id and nullif(trim(us.vapi_assistant_id), '') is not null
      join public.subscriptions x on x.user_id = o.user_id and x.current
      join verdicts y on y.tier_type = x.tier_type and y.status = x.status and y.verdict = 'paid'
      where o.is_unlinked);
end
$$;
comment on function private.numbers_to_judge is
  'The numbers whose verdict may be another than the last comparison wrote; all others stand as written. Null where nothing was compared.';

-- A verdict needs the same finding in several comparisons in a row, and time: numbers being bought or given back are never accused.
create function private.is_confirmed(f public.inventory_findings, p_now timestamptz) returns boolean
language sql stable set search_path = ''
as $$
  select f.sightings >= k.inventory_confirm_sightings and f.first_seen_at <= p_now - k.inventory_confirm_minutes * interval '1 minute'
  from public.provision_settings k
$$;

create function private.inventory_is_stale(p_now timestamptz) returns boolean
language sql stable set search_path = ''
as $$
  select coalesce((
    select c.finished_at < p_now - k.inventory_stale_minutes * interval '1 minute'
    from public.inventory_comparisons c where c.state = 'complete' order by c.id desc limit 1), true)
  from public.provision_settings k
$$;
comment on function private.inventory_is_stale is 'True when the last complete comparison is too old to act on, or there is none.';

-- Every ten seconds by the alerts: from the findings, which are few, and only by a comparison that is still worth something.
create or replace function private.reconciled_orphans(p_now timestamptz) returns bigint
language sql stable set search_path = ''
as $$
  select case when private.inventory_is_stale(p_now) then 0 else (
    select count(*) from public.inventory_findings f
    join public.inventory_twilio_numbers t on f.key = 'twilio:' || t.sid
    where f.class = 'orphan' and private.is_confirmed(f, p_now) and not exists (
      -- In the ledger again: counted there, or on its way.
      select 1 from public.phone_number_purchases p where (p.provider_number_id = t.sid or p.e164_number = t.e164_number)
        and (p.state in ('intended', 'purchased', 'recorded', 'releasing') or p.recheck_at is not null or p.updated_at >= f.first_seen_at))) end
$$;
comment on function private.reconciled_orphans is 'Numbers with our tag that only Twilio knows of, by verdict of the last comparisons.';

revoke execute on function private.tag_prefix(), private.uuid_of(text, text), private.desires(uuid, text), private.compare_numbers(text[]), private.numbers_to_judge(),
  private.is_confirmed(public.inventory_findings, timestamptz), private.inventory_is_stale(timestamptz), private.reconciled_orphans(timestamptz)
  from public, anon, authenticated, service_role;
