import { call, type OperationId } from '../../../api/call';
import { DraftForm } from '../../../forms/draft-form';
import { ChoiceField, LongTextField, TextField } from '../../../forms/fields';
import { announce } from '../../../shell/live-region';
import { useLanguage } from '../../../shell/preferences';
import { useMe } from '../../../shell/session';
import { formatMoney } from '../../../time/format';
import { commandWords } from '../../../wording/ticket-commands';
import { filled, type Language } from '../../../wording/wording';
import type { Ticket } from '../ticket-state';
import { bodyOf } from './bodies';
import { fieldPlans } from './field-plans';
import type { FieldPlan } from './hand-over-plans';
import { offers, type CommandName } from './offers';

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
  const plans = fieldPlans(name, ticket, useMe(), language);
  return (
    <DraftForm<Record<string, string>, Ticket>
      name={`${ticket.reference}.${name}`}
      defaults={Object.fromEntries(plans.map((plan) => [plan.name, plan.value ?? '']))}
      send={(typed, key) => command(name, ticket, typed, key)}
      done={(answered) => {
        announce(commandWords[language].done);
        done(answered);
      }}
      submit={commandLabel(name, ticket, language)}
    >
      {plans.map((plan) => (
        <Field key={plan.name} plan={plan} />
      ))}
    </DraftForm>
  );
}

export function commandLabel(name: CommandName, { quotation }: Ticket, language: Language): string {
  const amount = quotation ? formatMoney(quotation.amount, quotation.currency, language) : '';
  return filled(commandWords[language][name], { amount });
}

function command(name: CommandName, ticket: Ticket, typed: Record<string, string>, key: string): Promise<Ticket> {
  // Which operation it is is only known here: the API says what is wrong with what was typed.
  const operation = offers[name].operation as OperationId & 'writeMessage';
  return call(operation, {
    params: { reference: ticket.reference },
    headers: { 'idempotency-key': key },
    body: bodyOf(name, typed, ticket) as never,
  });
}

function Field({ plan }: { readonly plan: FieldPlan }) {
  const { name, label, help, optional = false, type = 'text', rows, maximum, choices = [], none } = plan;
  const common = { name, label, help, optional, maximum };
  if (type === 'choice') return <ChoiceField {...common} choices={choices} none={none} />;
  if (type === 'long') return <LongTextField {...common} {...(rows === undefined ? {} : { rows })} />;
  return <TextField {...common} type={type} />;
}
