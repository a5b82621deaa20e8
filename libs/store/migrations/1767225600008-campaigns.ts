/** Segments, campaigns and who is enrolled in them; the debtors' own word on channels; and the log of who changed what. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { protect } from './tenant-table'

const TABLES = ['segment', 'campaign', 'campaign_enrolment', 'channel_preference', 'audit_entry']

export class Campaigns1767225600008 implements MigrationInterface {
  readonly name = 'Campaigns1767225600008'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CAMPAIGNS)
    await runner.query(PREFERENCES)
    await runner.query(AUDIT)
    for (const table of TABLES) await protect(runner, table)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index contact_attempt_campaign, claim_settled, journey_campaign;
      alter table debtor drop stated_channel, drop asked_by_campaign;
      alter table creditor drop channel_costs;
      drop table audit_entry, channel_preference, campaign_enrolment, campaign, segment;
    `)
  }
}

const CAMPAIGNS = `
  -- A filter never changes: what is edited becomes the next version of its name.
  create table segment (
    creditor_id uuid not null references creditor,
    id uuid not null,
    name text not null,
    version int not null check (version > 0),
    filter jsonb not null,
    created_by text not null,
    created_at timestamptz not null,
    primary key (creditor_id, id),
    unique (creditor_id, name, version)
  );

  create table campaign (
    creditor_id uuid not null references creditor,
    id uuid not null,
    name text not null,
    kind text not null check (kind in ('reminders', 'preference')),
    segment_id uuid not null,
    enrolment text not null check (enrolment in ('once', 'continuous')),
    variants jsonb not null,
    policy text,
    policy_version int,
    starts_at timestamptz not null,
    contacts_per_hour int check (contacts_per_hour > 0),
    calls_per_day int check (calls_per_day >= 0),
    state text not null default 'draft' check (state in ('draft', 'running', 'paused', 'stopped', 'finished')),
    version int not null default 1,
    created_by text not null,
    created_at timestamptz not null,
    ended_at timestamptz,
    enrol_due_at timestamptz,
    enrol_cursor uuid,
    pass_looked_at int not null default 0,
    passes int not null default 0,
    follow_up text check (follow_up in ('wake', 'restore')),
    follow_up_cursor uuid,
    not_before timestamptz,
    primary key (creditor_id, id),
    unique (creditor_id, name),
    foreign key (creditor_id, segment_id) references segment
  );
  comment on column campaign.variants is 'strategy, version and share in percent; none for a campaign that only asks';
  comment on column campaign.enrol_cursor is 'last debtor that the running pass over the portfolio has looked at';
  comment on column campaign.follow_up is 'what a resume or a stop still has to do for its debtors, chunk by chunk';
  comment on column campaign.not_before is 'its stage failed, and is tried again then';
  create index campaign_enrol_due on campaign (enrol_due_at) where state = 'running' and enrol_due_at is not null;
  create index campaign_follow_up on campaign (creditor_id, id) where follow_up is not null;
  create index campaign_running on campaign (creditor_id, id) where state = 'running';

  create table campaign_enrolment (
    creditor_id uuid not null,
    campaign_id uuid not null,
    debtor_id uuid not null,
    state text not null check (state in ('enrolled', 'left', 'excluded')),
    reason text,
    variant text,
    journey_id uuid,
    at timestamptz not null,
    left_at timestamptz,
    primary key (creditor_id, campaign_id, debtor_id),
    check ((state = 'enrolled') = (reason is null)),
    foreign key (creditor_id, campaign_id) references campaign,
    foreign key (creditor_id, debtor_id) references debtor
  ) with (fillfactor = 90);
  create index campaign_enrolment_state on campaign_enrolment (creditor_id, campaign_id, state, reason, variant);
  create index campaign_enrolment_debtor on campaign_enrolment (creditor_id, debtor_id) where state = 'enrolled';
  create index journey_campaign on journey (creditor_id, campaign_id) where state = 'running' and campaign_id is not null;
  create index claim_settled on claim (creditor_id, debtor_id) where state = 'settled';
  create index contact_attempt_campaign on contact_attempt (creditor_id, campaign_id, debtor_id) where campaign_id is not null;

  alter table creditor add channel_costs jsonb not null default '{}';
  comment on column creditor.channel_costs is 'cents per thousand contacts, by channel';
`

const PREFERENCES = `
  -- The latest word of the debtor per type of document; earlier ones stand in the events.
  create table channel_preference (
    creditor_id uuid not null,
    debtor_id uuid not null,
    document_type text not null check (document_type in ('invoice', 'reminder')),
    channel text not null check (channel in ('email', 'sms', 'whatsapp', 'letter', 'call')),
    stated_at timestamptz not null,
    asked_by text not null,
    campaign_id uuid,
    primary key (creditor_id, debtor_id, document_type),
    foreign key (creditor_id, debtor_id) references debtor
  );
  alter table debtor add stated_channel text, add asked_by_campaign uuid;
  comment on column debtor.stated_channel is 'what the debtor said of reminders: outranks preferred_channel, which others filled in (R96)';
  comment on column debtor.asked_by_campaign is 'the campaign whose question to this debtor has not left yet';
`

const AUDIT = `
  create table audit_entry (
    creditor_id uuid not null references creditor,
    id uuid not null,
    actor text not null,
    action text not null,
    subject uuid,
    detail jsonb,
    at timestamptz not null,
    primary key (creditor_id, id)
  );
  comment on table audit_entry is 'append only: who changed what, and when; ids and codes';
  create index audit_entry_subject on audit_entry (creditor_id, subject, id) where subject is not null;
`
