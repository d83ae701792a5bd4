import { useRef } from 'react';
import { call, type OperationId } from '../../../api/call';
import { readDraft } from '../../../drafts/drafts';
import { DraftForm } from '../../../forms/draft-form';
import { ChoiceField, LongTextField, TextField, TickField } from '../../../forms/fields';
import { WallField } from '../../../forms/wall-field';
import { announce } from '../../../shell/live-region';
import { useLanguage } from '../../../shell/preferences';
import { useMe, type Role } from '../../../shell/session';
import { formatMoney } from '../../../time/format';
import { readersZone } from '../../../time/zones';
import { supportWords } from '../../../wording/support';
import { commandWords } from '../../../wording/ticket-commands';
import { fieldWords } from '../../../wording/ticket-fields';
import { filled, type Language } from '../../../wording/wording';
import { NewerEntries } from '../../support/newer-entries';
import { OthersHere } from '../../support/presence';
import type { Ticket } from '../ticket-state';
import { bodyOf } from './bodies';
import { fieldPlans } from './field-plans';
import { guarded, useGuard } from './guard';
import type { FieldPlan } from './hand-over-plans';
import { latePlans } from './late-plans';
import { Consequences } from './consequences';
import { offers, type CommandName } from './offers';
import { rememberSent } from './withdrawing';

/** The form of one thing that can be done with a ticket. */
export function CommandForm({
  name,
  ticket,
  done,
}: {
  readonly name: CommandName;
  readonly ticket: Ticket;
  /** Gets the ticket as the API answers it after the command. */
  readonly done: (answered: Ticket) => void;
}) {
  const language = useLanguage();
  const me = useMe();
  const asked = fieldPlans(name, ticket, me, language);
  const late = latePlans(name, me, language);
  const plans = [...asked, ...late];
  const isReply = name === 'message' && me.role !== 'client';
  const guard = useGuard(name, ticket);
  const draft = `${ticket.reference}.${name}`;
  const send = async (typed: Record<string, string>, key: string): Promise<Ticket> => {
    const seen = guard.seen();
    const answered = await command(name, ticket, key, {
      ...bodyOf(name, typed, ticket),
      ...(seen === undefined ? {} : { seen }),
      ...(isReply ? { withdrawable: true } : {}),
    });
    if (isReply) rememberSent(ticket.reference, typed['message'] ?? '');
    return answered;
  };
  const around = useRef<HTMLDivElement>(null);
  const begins = (): void => {
    const typed = readDraft(draft)?.values ?? {};
    if (
      guard.newer.length === 0 &&
      plans.every((plan) => (typed[plan.name] ?? plan.value ?? '') === (plan.value ?? ''))
    )
      guard.begins();
  };
  return (
    <div ref={around} onFocusCapture={begins}>
      {guard.newer.length > 0 && (
        <NewerEntries
          events={guard.newer}
          zone={ticket.zone}
          readAgain={() => {
            guard.caughtUp();
            around.current?.querySelector<HTMLElement>('textarea, input')?.focus();
          }}
          sendAnyway={() => {
            guard.caughtUp();
            around.current?.querySelector('form')?.requestSubmit();
          }}
        />
      )}
      <DraftForm<Record<string, string>, Ticket>
        name={draft}
        defaults={Object.fromEntries(plans.map((plan) => [plan.name, plan.value ?? '']))}
        send={(typed, key) => send(typed, key).catch(guard.refused)}
        done={(answered) => {
          announce(isReply ? supportWords[language].held : commandWords[language].done);
          guard.caughtUp();
          done(answered);
        }}
        submit={submitLabel(name, ticket, me.role, language)}
      >
        <Consequences name={name} ticket={ticket} />
        <Fields plans={asked} ticket={ticket} />
        {late.length > 0 && (
          <details className="late-entry">
            <summary>{fieldWords[language].enteredLate}</summary>
            <Fields plans={late} ticket={ticket} />
          </details>
        )}
        {guarded.includes(name) && <OthersHere />}
      </DraftForm>
    </div>
  );
}

/** What the button that sends says: a reply names who gets it, a note that nobody else does (patterns 8.6). */
function submitLabel(name: CommandName, ticket: Ticket, role: Role, language: Language): string {
  if (role !== 'client' && name === 'message') return supportWords[language].replyTo(ticket.client);
  if (name === 'note') return supportWords[language].saveNote;
  return commandLabel(name, ticket, language);
}

export function commandLabel(name: CommandName, { quotation }: Ticket, language: Language): string {
  const amount = quotation ? formatMoney(quotation.amount, quotation.currency, language) : '';
  return filled(commandWords[language][name], { amount });
}

function command(
  name: CommandName,
  { reference }: Ticket,
  key: string,
  body: Record<string, unknown>,
): Promise<Ticket> {
  // Which operation it is is only known here: the API says what is wrong with what was typed.
  const operation = offers[name].operation as OperationId & 'writeMessage';
  return call(operation, {
    params: { reference },
    headers: { 'idempotency-key': key },
    body: body as never,
  });
}

function Fields({ plans, ticket }: { readonly plans: readonly FieldPlan[]; readonly ticket: Ticket }) {
  return plans.map((plan) => <Field key={plan.name} plan={plan} zone={ticket.zone ?? readersZone()} />);
}

function Field({ plan, zone }: { readonly plan: FieldPlan; readonly zone: string }) {
  const { name, label, help, optional = false, type = 'text', rows, maximum, choices = [], none } = plan;
  const common = { name, label, help, optional, maximum };
  if (type === 'tick') return <TickField {...common} />;
  if (type === 'choice') return <ChoiceField {...common} choices={choices} none={none} />;
  if (type === 'long') return <LongTextField {...common} {...(rows === undefined ? {} : { rows })} />;
  if (type === 'datetime-local') return <WallField {...common} zone={zone} />;
  return <TextField {...common} type={type} />;
}
