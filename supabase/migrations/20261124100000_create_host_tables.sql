-- The four tables of the product that Switchboard serves. In a project that has them nothing here happens:
-- not a column, a grant or a policy is touched. A fresh project gets just enough to run.

do $$
begin
  if to_regclass('public.profiles') is null then
    create table public.profiles (
      id uuid primary key references auth.users (id) on delete cascade,
      paddle_customer_id text,
      email text,
      city text,
      state text
    );
    alter table public.profiles enable row level security;
  end if;

  if to_regclass('public.subscriptions') is null then
    create table public.subscriptions (
      id uuid primary key default gen_random_uuid(),
      user_id uuid not null references auth.users (id) on delete cascade,
      tier_type text not null default 'free',
      status text not null default 'active',
      current boolean not null default true
    );
    create index subscriptions_user_id_idx on public.subscriptions (user_id);
    alter table public.subscriptions enable row level security;
  end if;

  if to_regclass('public.phone_numbers') is null then
    create table public.phone_numbers (
      id uuid primary key default gen_random_uuid(),
      user_id uuid not null references auth.users (id) on delete cascade,
      provider text not null default 'twilio',
      provider_number_id text,
      e164_number text not null,
      status text not null default 'active'
    );
    create index phone_numbers_user_id_idx on public.phone_numbers (user_id);
    create index phone_numbers_e164_number_idx on public.phone_numbers (e164_number);
    alter table public.phone_numbers enable row level security;
  end if;

  if to_regclass('public.user_settings') is null then
    create table public.user_settings (
      user_id uuid primary key references auth.users (id) on delete cascade,
      vapi_assistant_id text,
      assistant_provisioning_status text
    );
    alter table public.user_settings enable row level security;
  end if;
end
$$;
