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

-- One step of the decision, asked for only where cheaper facts leave it open.
create function private.desires(p_user_id uuid, p_desired text) returns boolean
language sql stable set search_path = ''
as $$ select d.desired = p_desired from private.desired_state(private.provision_facts(p_user_id)) d $$;

-- What does not agree, as the last comparison saw it. What has moved since, or is being moved, is not judged: `moving`.
create function private.compare_numbers()
returns table (key text, e164_number text, class text, detail text, user_id uuid, purchase_id bigint, sid text, own_account boolean, twilio_tag text,
  bought_at timestamptz, vapi_id text, vapi_assistant text)
language sql stable set search_path = ''
as $$
  with s as materialized (
    select c.id, c.started_at, c.account_sid from public.inventory_comparisons c where c.state = 'complete' order by c.id desc limit 1),
  k as materialized (select x.vapi_voice_host, clock_timestamp() as now from public.provision_settings x),
  busy as materialized (
    select distinct r.subject_id as user_id from public.phone_provision_logs r where r.status in ('pending', 'processing', 'retry_scheduled')),
  dirty as materialized (select distinct i.user_id from public.provision_integrity_issues i),
  live as materialized (select distinct n.e164_number from public.phone_numbers n where coalesce(n.status, '') <> 'released'),
  plans as materialized (
    select x.user_id, bool_or(private.subscription_verdict(x.tier_type, x.status) = 'paid') as paid,
      bool_and(private.subscription_verdict(x.tier_type, x.status) in ('cancelled', 'expired')) as ended
    from public.subscriptions x where x.current group by x.user_id),
  t as (
    select n.* from public.inventory_twilio_numbers n, s
    -- Given back after it was seen: it is not there any more.
    where not exists (
      select 1 from public.phone_number_purchases r where r.provider_number_id = n.sid and r.state = 'released' and r.released_at >= s.started_at)),
  l as (
    select p.*, case when p.state = 'recorded' and exists (select 1 from auth.users u where u.id = p.user_id) then false
      else private.is_orphaned(p, p.state <> 'recorded', k.now) end as orphaned
    from public.phone_number_purchases p, s, k where p.state in ('purchased', 'recorded', 'releasing')),
  both_sides as (
    select coalesce(t.e164_number, l.e164_number) as e164_number, t.sid, t.account_sid, t.tag, t.tagged_user, t.voice_host, t.voice_overridden,
      t.created_at as bought_at, l.orphaned, l.id as purchase_id, l.user_id, l.state, l.updated_at, l.assistant_id, l.release_after, l.release_requested_at
    from t full join l on l.provider_number_id = t.sid),
  v as (
    select n.e164_number, count(*) as imports, min(n.id) as id, min(n.assistant_id) as assistant_id, bool_or(n.status = 'blocked') as blocked,
      min(n.named_user::text)::uuid as named_user, min(n.account_sid) as account_sid
    from public.inventory_vapi_numbers n where n.e164_number is not null group by n.e164_number),
  joined as (
    select b.*, v.e164_number as vapi_number, v.id as vapi_id, v.imports, v.assistant_id as vapi_assistant, v.blocked, v.named_user, v.account_sid as vapi_account
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
          when j.named_user is null or j.vapi_account is distinct from s.account_sid or live.e164_number is not null then 'foreign'
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
          case when us.vapi_assistant_id is not null and coalesce(plans.paid, false) and h.mode is null and private.desires(j.user_id, 'assigned') then 'half_linked' else 'healthy/unlinked' end
        when j.blocked and j.vapi_assistant is not null then 'deaf/blocked'
        when j.vapi_assistant is null then
          case when us.vapi_assistant_id is not null and coalesce(plans.paid, false) and h.mode is null and private.desires(j.user_id, 'assigned') then 'deaf' else 'healthy/unlinked' end
        when j.vapi_assistant is distinct from j.assistant_id then 'drifted/assistant'
        when j.voice_overridden or not coalesce(j.voice_host = k.vapi_voice_host or j.voice_host like '%.' || k.vapi_voice_host, false) then 'drifted/voice'
        else 'healthy' end as word offset 0) y) x -- A fence: the word is found once, not at each mention.
$$;
comment on function private.compare_numbers is
  'Each number of Twilio, VAPI and the ledger with its class: healthy, orphan, ghost, half_linked, drifted, deaf, twin, zombie, orphan_import, foreign, or moving. No row without a complete comparison.';

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

revoke execute on function private.tag_prefix(), private.uuid_of(text, text), private.desires(uuid, text), private.compare_numbers(),
  private.is_confirmed(public.inventory_findings, timestamptz), private.inventory_is_stale(timestamptz), private.reconciled_orphans(timestamptz)
  from public, anon, authenticated, service_role;
