/** Replies: what was read in a message and how it was matched, the conversation it belongs to, and what people do with it. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { protect } from './tenant-table'

export class Replies1767225600028 implements MigrationInterface {
  readonly name = 'Replies1767225600028'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(kinds(`'policy', 'strategy', 'template', 'calendar', 'import-mapping', 'rates', 'reply-words'`))
    await runner.query(READ)
    await runner.query(CONVERSATIONS)
    for (const table of ['inbound_file', 'reply_address', 'conversation', 'conversation_note', 'conversation_draft', 'agent_answer'])
      await protect(runner, table)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table agent_answer, conversation_draft, conversation_note, conversation, reply_address, inbound_file;
      drop index inbound_message_unknown;
      alter table inbound_message drop column subject, drop column sender, drop column address_hash, drop column attempt_id, drop column matched_by, drop column automatic,
        drop column reading, drop column claim_id, drop column holds, drop column suggestion, drop column settled_by, drop column settled_at;
      alter table hold drop column until_read;
      alter table consent drop column wording, drop column asked_by, drop column given_at;
      delete from configuration_version where kind = 'reply-words';
      ${kinds(`'policy', 'strategy', 'template', 'calendar', 'import-mapping', 'rates'`)}`)
  }
}

const kinds = (list: string): string => `
  alter table configuration_version drop constraint configuration_version_kind_check;
  alter table configuration_version add constraint configuration_version_kind_check check (kind in (${list}));`

const READ = `
  alter table inbound_message
    add subject text,
    add sender text,
    add address_hash bytea,
    add attempt_id uuid,
    add matched_by text check (matched_by in ('attempt', 'address', 'reference', 'person')),
    add automatic text check (automatic in ('reply', 'bounce')),
    add reading jsonb,
    add claim_id uuid,
    add holds uuid[] not null default '{}',
    add suggestion text check (suggestion in ('open', 'accepted', 'changed', 'rejected')),
    add settled_by text,
    add settled_at timestamptz;
  comment on column inbound_message.holds is 'placed for this message, also on others who share its address; lifted when a person finds that it does not concern them';
  comment on column inbound_message.settled_at is 'of a message that nobody was known for: when a person was done with it';
  create index inbound_message_unknown on inbound_message (creditor_id, received_at, id) where debtor_id is null and settled_at is null;

  -- Lifted by itself once payments have been read through this day.
  alter table hold add until_read date;
  create index hold_until_read on hold (creditor_id, until_read) where until_read is not null and lifted_at is null;

  alter table consent add wording text, add asked_by text, add given_at timestamptz;

  create table inbound_file (
    creditor_id uuid not null,
    id uuid not null,
    message_id uuid not null,
    name text not null,
    type text,
    bytes int not null,
    content bytea,
    refused text,
    primary key (creditor_id, id),
    foreign key (creditor_id, message_id) references inbound_message,
    check ((content is null) = (refused is not null))
  );
  create index inbound_file_message on inbound_file (creditor_id, message_id);

  -- A person said that this address writes for that debtor; it is known when it writes, and never written to first.
  create table reply_address (
    creditor_id uuid not null,
    address_hash bytea not null,
    debtor_id uuid not null,
    linked_by text not null,
    linked_at timestamptz not null,
    primary key (creditor_id, address_hash),
    foreign key (creditor_id, debtor_id) references debtor
  );
  create index reply_address_debtor on reply_address (creditor_id, debtor_id);
`

const CONVERSATIONS = `
  create table conversation (
    creditor_id uuid not null,
    debtor_id uuid not null,
    state text not null check (state in ('open', 'waiting', 'done')),
    assignee text,
    since timestamptz not null,
    wait_until timestamptz,
    lock_holder text,
    lock_until timestamptz,
    primary key (creditor_id, debtor_id),
    foreign key (creditor_id, debtor_id) references debtor
  );
  comment on column conversation.since is 'when it came into this state: of an open one, the first message that waits';
  comment on column conversation.lock_until is 'database clock (rule 16)';
  create index conversation_by_state on conversation (creditor_id, state, since, debtor_id);
  create index conversation_waking on conversation (wait_until) where state = 'waiting' and wait_until is not null;
  create index conversation_assigned on conversation (creditor_id, assignee, since, debtor_id) where assignee is not null and state <> 'done';

  create table conversation_note (
    creditor_id uuid not null,
    id uuid not null,
    debtor_id uuid not null,
    author text not null,
    text text not null,
    at timestamptz not null,
    primary key (creditor_id, id),
    foreign key (creditor_id, debtor_id) references debtor
  );
  create index conversation_note_debtor on conversation_note (creditor_id, debtor_id, at);

  create table conversation_draft (
    creditor_id uuid not null,
    debtor_id uuid not null,
    author text not null,
    text text not null,
    seq bigint not null,
    at timestamptz not null,
    primary key (creditor_id, debtor_id, author),
    foreign key (creditor_id, debtor_id) references debtor
  );

  create table agent_answer (
    creditor_id uuid not null,
    attempt_id uuid not null,
    debtor_id uuid not null,
    author text not null,
    text text not null,
    at timestamptz not null,
    primary key (creditor_id, attempt_id),
    foreign key (creditor_id, attempt_id) references contact_attempt
  );
  create index agent_answer_debtor on agent_answer (creditor_id, debtor_id);
`
