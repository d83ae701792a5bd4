import type { Me } from '../../../shell/session';
import { formatInstant, formatMoney } from '../../../time/format';
import { readersZone } from '../../../time/zones';
import { fieldWords } from '../../../wording/ticket-fields';
import { formWords } from '../../../wording/forms';
import { quotationDecisionWords } from '../../../wording/quotation-decision';
import { terms } from '../../../wording/terms';
import type { Language } from '../../../wording/wording';
import type { Ticket } from '../ticket-state';
import { handOverPlans, type FieldPlan } from './hand-over-plans';
import { waitsForDecision, type CommandName } from './offers';

const PRIORITIES = ['P1', 'P2', 'P3', 'P4'] as const;
const CATEGORIES = ['provider-incident', 'client-incident', 'client-request', 'additional-request'] as const;
const CAUSES = ['client', 'third-party', 'partner-provider'] as const;
const LINKS = ['child-of', 'related-to', 'caused-by-upgrade', 'part-of-outage'] as const;
const SCOPES = ['usage-help', 'training', 'parameterization'] as const;

/** The fields of the form of a command; none where there is nothing to say. */
export function fieldPlans(name: CommandName, ticket: Ticket, me: Me, language: Language): readonly FieldPlan[] {
  const words = fieldWords[language];
  const named = terms[language];
  const { choose } = formWords[language];
  const choices = <Value extends string>(prefix: string, values: readonly Value[]) =>
    values.map((value) => ({ value, label: named[`${prefix}.${value}` as keyof typeof named] }));
  const long = { type: 'long', maximum: 20_000 } as const;
  const short = { type: 'long', rows: 3, maximum: 5000 } as const;
  const priority: FieldPlan = {
    ...{ name: 'priority', label: words.priority, type: 'choice', value: ticket.priority },
    choices: choices('priority', PRIORITIES),
  };
  const category = { name: 'category', label: words.category, type: 'choice' } as const;
  const categories = choices('category', CATEGORIES);
  const cause: FieldPlan = {
    ...{ name: 'cause', label: words.cause, help: words.causeHelp, type: 'choice', optional: true, none: choose },
    choices: choices('cause', CAUSES),
  };
  const agreement: FieldPlan = {
    ...{ name: 'agreement', label: words.agreement, help: words.agreementHelp, type: 'long', rows: 3, maximum: 1000 },
  };
  // What the client said to support is entered with the evidence of it.
  const evidence = me.role === 'client' ? [] : [agreement];
  const why: FieldPlan = { name: 'reason', label: words.why, ...short, optional: true };
  const kind = (value: string): FieldPlan => ({
    ...{ name: 'kind', label: words.kind, type: 'choice', value },
    choices: (['fix', 'workaround'] as const).map((one) => ({ value: one, label: words[`kind.${one}`] })),
  });
  const instant = (of: 'from' | 'to'): FieldPlan => ({
    ...{ name: of, label: words[of], help: words.instantHelp, type: 'datetime-local' },
  });
  const proof: FieldPlan = {
    ...{ name: 'proof', label: words.proof, help: words.proofHelp, type: 'long', rows: 2, maximum: 2000 },
  };
  switch (name) {
    case 'confirm':
    case 'accept-resolution':
      return evidence;
    case 'accept-quotation':
      return me.role === 'client' ? acceptedOf(ticket, language) : evidence;
    case 'quote':
      return [
        { name: 'amount', label: words.amount, help: words.amountHelp, maximum: 16 },
        { name: 'currency', label: words.currency, value: 'EUR', maximum: 3 },
        { name: 'validUntil', label: words.validUntil, help: words.validUntilHelp, type: 'date' },
        { name: 'description', label: words.quoted, help: words.quotedHelp, ...long, maximum: 5000 },
      ];
    case 'refuse-quotation':
      return [why, ...evidence];
    case 'withdraw-quotation':
      return [why];
    case 'qualify':
      return [
        { ...category, choices: categories, none: choose, value: ticket.category ?? '' },
        priority,
        cause,
        ...(ticket.category
          ? [
              { name: 'reason', label: words.changeReason, ...short },
              { ...agreement, optional: true },
            ]
          : []),
      ];
    case 'change-priority':
      return [
        priority,
        { ...category, choices: categories, none: words.sameCategory, optional: true },
        cause,
        agreement,
      ];
    case 'propose-priority':
      return [priority, { name: 'impact', label: words.impact, help: words.impactHelp, ...short }];
    case 'decline-priority':
      return [{ name: 'reason', label: words.declineReason, ...short }];
    case 'reject': {
      const given = ticket.quotation && !waitsForDecision(ticket) ? (['unaccepted-quotation'] as const) : [];
      return [
        {
          ...{ name: 'outOfScope', label: words.outOfScope, type: 'choice', none: choose },
          choices: choices('scope', [...SCOPES, ...given]),
        },
        { name: 'advice', label: words.advice, ...short },
      ];
    }
    case 'escalate':
      return handOverPlans(ticket, words);
    case 'return': {
      const levels = ['N1', 'N2'].filter((level) => level < ticket.level);
      return [
        {
          ...{ name: 'to', label: words.level, type: 'choice', value: levels[0] ?? 'N1' },
          choices: levels.map((value) => ({ value, label: value })),
        },
        { name: 'reason', label: words.returnReason, ...short },
      ];
    }
    case 'assign':
      return [
        { name: 'person', label: words.person, optional: true, value: ticket.assignee?.person ?? '' },
        { name: 'team', label: words.team, optional: true, value: ticket.assignee?.team ?? '' },
      ];
    case 'acknowledge-escalation':
      return [{ name: 'comment', label: words.comment, ...short, maximum: 2000, optional: true }];
    case 'message':
      return [{ name: 'message', label: words.message, help: words.messageHelp, ...long }];
    case 'note':
      return [{ name: 'note', label: words.note, help: words.noteHelp, ...long }];
    case 'ask':
      return [{ name: 'question', label: words.question, ...long }];
    case 'answer':
      return [{ name: 'answer', label: words.answer, ...long }];
    case 'resolve':
      return [kind('fix'), { name: 'answer', label: words.resolution, ...long }];
    case 'reopen':
      return [{ name: 'reason', label: words.reason, ...long }];
    case 'decline-resolution':
      return [{ name: 'reason', label: words.declinedResolution, ...long }, ...evidence];
    case 'propose-resolution':
      return [
        kind('workaround'),
        { name: 'answer', label: words.proposal, help: words.proposalHelp, ...long },
        { name: 'version', label: words.version, maximum: 40, optional: true },
      ];
    case 'tie-to-anomaly':
      return [{ name: 'anomaly', label: words.anomaly, help: words.anomalyHelp, maximum: 12 }];
    case 'untie-from-anomaly':
      return [{ name: 'reason', label: words.untieReason, ...long, maximum: 5000 }];
    case 'link':
      return [
        { name: 'kind', label: words.link, type: 'choice', value: 'related-to', choices: choices('link', LINKS) },
        { name: 'to', label: words.linkTo, help: words.linkToHelp, maximum: 100 },
      ];
    case 'unlink': {
      const links = (ticket.links ?? []).map(({ kind: of, to }) => ({
        value: `${of} ${to}`,
        label: `${named[`link.${of}`]} ${to}`,
      }));
      return [{ name: 'link', label: words.link, type: 'choice', value: links[0]?.value ?? '', choices: links }];
    }
    case 'merge-into':
      return [
        { name: 'reference', label: words.mergeInto, help: words.mergeIntoHelp, maximum: 12 },
        { name: 'reason', label: words.mergeReason, ...long, maximum: 5000 },
      ];
    case 'correct-wait': {
      const waits = (ticket.waits ?? []).map((wait) => ({
        value: String(wait.number),
        label: `${wait.number} · ${formatInstant(wait.from, ticket.zone ?? readersZone(), language)}`,
      }));
      return [
        { name: 'wait', label: words.wait, type: 'choice', value: waits.at(-1)?.value ?? '', choices: waits },
        { ...instant('from'), optional: true },
        { ...instant('to'), optional: true },
        proof,
      ];
    }
    case 'record-wait':
      return [{ name: 'question', label: words.question, ...long, rows: 3 }, instant('from'), instant('to'), proof];
    case 'reconsider':
      return [{ ...why, maximum: 2000 }];
    case 'acknowledge':
    case 'accept-priority':
    case 'withdraw-priority':
      return [];
  }
}

/** What a client accepts with a quotation, each ticked by itself; of another quotation nothing is ticked yet. */
function acceptedOf({ quotation }: Ticket, language: Language): readonly FieldPlan[] {
  if (!quotation) return [];
  const { number, amount, currency } = quotation;
  return quotationDecisionWords[language]
    .accepting(formatMoney(amount, currency, language))
    .map((label, index) => ({ name: `accepted${number}-${index}`, label, type: 'tick' }));
}
