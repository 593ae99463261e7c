-- What Twilio and VAPI say that we have. A comparison lists both in full, or records nothing. It changes nothing at either.

create table public.inventory_comparisons (
  id bigint generated always as identity primary key,
  state text not null default 'requested',
  phase text,
  requested_by uuid,
  requested_name text,
  requested_at timestamptz not null default clock_timestamp(),
  nudged_at timestamptz,
  started_at timestamptz,
  lease_expires_at timestamptz,
  finished_at timestamptz,
  -- Our own account at Twilio; numbers of subaccounts are listed apart from it, where the credentials allow that.
  account_sid text,
  subaccounts text,
  twilio_numbers integer,
  vapi_numbers integer,
  error_code text,
  constraint state_is_known check (state in ('requested', 'listing', 'complete', 'failed')),
  constraint phase_is_known check (phase in ('twilio', 'vapi', 'recording')),
  constraint subaccounts_are_known check (subaccounts in ('none', 'walked', 'not_readable')),
  constraint listing_has_a_lease check ((state = 'listing') = (lease_expires_at is not null)),
  constraint ended_comparison_has_an_end check ((state in ('complete', 'failed')) = (finished_at is not null)),
  constraint failure_says_why check ((state = 'failed') = (error_code is not null)),
  constraint complete_comparison_has_counts check (state <> 'complete' or (started_at is not null and account_sid is not null
    and subaccounts is not null and twilio_numbers is not null and vapi_numbers is not null))
);
create unique index one_comparison_at_a_time on public.inventory_comparisons ((true)) where state in ('requested', 'listing');
create index inventory_comparisons_complete_idx on public.inventory_comparisons (id desc) where state = 'complete';

-- The numbers of the last complete comparison.
create table public.inventory_twilio_numbers (
  sid text primary key,
  account_sid text not null,
  e164_number text not null,
  tag text not null,
  -- The user in our own project's tag; null: not ours, whoever's it is.
  tagged_user uuid,
  -- The host alone: a webhook's path or query may hold a secret. A trunk or an application wins over the URL at Twilio.
  voice_host text,
  voice_overridden boolean not null,
  created_at timestamptz not null
);
create index inventory_twilio_numbers_e164_idx on public.inventory_twilio_numbers (e164_number);
create index inventory_twilio_numbers_tagged_idx on public.inventory_twilio_numbers (tagged_user) where tagged_user is not null;

create table public.inventory_vapi_numbers (
  id text primary key,
  e164_number text,
  named_user uuid,
  assistant_id text,
  status text,
  account_sid text,
  -- VAPI's own word: asked for this assistant, it said that there is none.
  assistant_deleted boolean not null default false
);
create index inventory_vapi_numbers_e164_idx on public.inventory_vapi_numbers (e164_number);

-- What does not agree, and in how many complete comparisons in a row the same did not agree.
create table public.inventory_findings (
  key text primary key,
  class text not null,
  sightings integer not null,
  first_seen_at timestamptz not null,
  comparison_id bigint not null references public.inventory_comparisons (id),
  constraint class_is_known check (class in ('orphan', 'ghost', 'half_linked', 'drifted', 'deaf', 'twin', 'zombie', 'orphan_import')),
  constraint was_seen check (sightings >= 1)
);
create index inventory_findings_class_idx on public.inventory_findings (class);
create index inventory_findings_comparison_idx on public.inventory_findings (comparison_id);

-- How the comparison judged each number, so that a page need not join all three again: it judges anew only what may have changed since.
create table private.inventory_verdicts (
  key text primary key,
  e164_number text not null,
  class text not null,
  detail text,
  user_id uuid,
  purchase_id bigint,
  sid text,
  own_account boolean,
  twilio_tag text,
  bought_at timestamptz,
  vapi_id text,
  vapi_assistant text
);
revoke all on private.inventory_verdicts from public;
-- Numbers of the ledger by number, whatever their state.
create index phone_number_purchases_number_idx on public.phone_number_purchases (e164_number);

do $$
declare v_table text;
begin
  foreach v_table in array array['inventory_comparisons', 'inventory_twilio_numbers', 'inventory_vapi_numbers', 'inventory_findings'] loop
    execute format('alter table public.%I enable row level security', v_table);
    execute format('create policy %I on public.%I for select to authenticated using ((select private.current_staff_role()) is not null)', v_table || '_select_staff', v_table);
    execute format('revoke all on public.%I from public, anon, authenticated, service_role', v_table);
    execute format('grant select on public.%I to authenticated, service_role', v_table);
  end loop;
end
$$;
